closure-until-past = Choose a day from today on.
