# Tid
week-number = uge { $count }
period-open = fra { $name }
relative-today = i dag
relative-yesterday = i går
relative-tomorrow = i morgen
relative-days-ago = { $count ->
    [one] for { $count } dag siden
   *[other] for { $count } dage siden
}
relative-days-ahead = { $count ->
    [one] om { $count } dag
   *[other] om { $count } dage
}
relative-weeks-ago = { $count ->
    [one] for { $count } uge siden
   *[other] for { $count } uger siden
}
relative-weeks-ahead = { $count ->
    [one] om { $count } uge
   *[other] om { $count } uger
}
relative-months-ago = { $count ->
    [one] for { $count } måned siden
   *[other] for { $count } måneder siden
}
relative-months-ahead = { $count ->
    [one] om { $count } måned
   *[other] om { $count } måneder
}
relative-years-ago = for { $count } år siden
relative-years-ahead = om { $count } år
