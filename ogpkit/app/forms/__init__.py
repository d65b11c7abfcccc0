"""Forms made from declarations: what a field is decides by which control it is edited."""
