# Time
week-number = week { $count }
period-open = from { $name }
relative-today = today
relative-yesterday = yesterday
relative-tomorrow = tomorrow
relative-days-ago = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
relative-days-ahead = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
relative-weeks-ago = { $count ->
    [one] { $count } week ago
   *[other] { $count } weeks ago
}
relative-weeks-ahead = { $count ->
    [one] in { $count } week
   *[other] in { $count } weeks
}
relative-months-ago = { $count ->
    [one] { $count } month ago
   *[other] { $count } months ago
}
relative-months-ahead = { $count ->
    [one] in { $count } month
   *[other] in { $count } months
}
relative-years-ago = { $count ->
    [one] { $count } year ago
   *[other] { $count } years ago
}
relative-years-ahead = { $count ->
    [one] in { $count } year
   *[other] in { $count } years
}
