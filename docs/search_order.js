// Guides come before names of the API: people search for a word far more often than for a class that has it in its name.
var Scorer = {
  objNameMatch: 4,
  objPartialMatch: 1,
  objPrio: { 0: 1, 1: 0, 2: -1 },
  objPrioDefault: 0,
  title: 20,
  partialTitle: 12,
  term: 8,
  partialTerm: 3,
};
