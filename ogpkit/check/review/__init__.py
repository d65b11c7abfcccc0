"""What a change of a plan means: two versions compared, in the words of the plan."""
