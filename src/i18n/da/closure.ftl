closure-until-past = Vælg en dag fra i dag og frem.
