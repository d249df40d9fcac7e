"""From YAML files of facts to one immutable, checked snapshot with a version and a hash."""
