# Shared pieces
save = Save
cancel = Cancel
choose = Choose
back = Back
optional = optional
unit-hours = hours a week
unit-km = km
error-summary = { $count ->
    [one] Mend one thing before you go on
   *[other] Mend { $count } things before you go on
}
error-required = This field must be filled in
more = Show more
more-shown = Showing { $shown } of { $total }
facet-more = { $count ->
    [one] Show { $count } more
   *[other] Show { $count } more
}
filters = Filters
filters-apply = Show results
filters-clear = Clear filters
confirm-happens = What happens
confirm-told = Who is told
confirm-nobody = Nobody is told.
confirm-back = No, go back
badge-seats = { $free } of { $seats } free
verdict-ok = The law allows it
verdict-warn = Warning
verdict-unknown = A fact is missing
verdict-stop = The law says stop
placement-state-proposed = Proposed
placement-state-reserved = Reserved
placement-state-offered = Sent to the company
placement-state-accepted = The company says yes
placement-state-agreed = Agreed
placement-state-running = Running
placement-state-completed = Completed
placement-state-interrupted = Interrupted
placement-state-declined = Declined
placement-state-withdrawn = Withdrawn
placement-state-expired = Expired
placement-state-obsolete = Obsolete
placement-state-cancelled = Cancelled
meter-used = { $used } of { $allowed } used
meter-next-free = next free { $name }
meter-unknown = { $name } used · how many are allowed is not known
meter-perhaps = { $used } (perhaps { $most })
meter-full-from = full from { $name }
meter-next-free-until = next free { $from }, up to { $to }
meter-none-opens = none free in the next { $count } weeks
meter-expected = not known ({ $name } by the old figure)
meter-arithmetic = See the arithmetic
meter-by-week = Show the next { $count } weeks as figures
meter-week = Week
meter-column-used = Used
meter-column-allowed = Allowed
fit-yes = Fits
fit-partly = Fits in part
fit-no = Does not fit
fit-unknown = Unknown
fit-of-points = of { $count } points
fit-criterion = Criterion
fit-citizen = Citizen
fit-slot = Place
fit-points = Points
fit-hard = must
fit-nearest-change = Nearest change
ledger-slot = Place
ledger-free = { $count } free
ledger-for-group = { $count } free for certain groups
ledger-held = { $count } held
ledger-taken = { $count ->
    [one] { $count } taken
   *[other] { $count } taken
}
ledger-none = no places
ledger-key-free = Free
ledger-key-reserved = Free for certain groups
ledger-key-held = Held
ledger-key-taken = Taken
ledger-as-list = Show as a list
step-count = Step { $number } of { $of }
fit-all = All { $count } criteria
ledger-hint = The first weeks that there is room for are shown. The list below has all { $count }.
rules-passed = { $count ->
    [one] One rule is fulfilled
   *[other] { $count } rules are fulfilled
}
fit-rest = { $count ->
    [one] The last criterion
   *[other] The other { $count } criteria
}
