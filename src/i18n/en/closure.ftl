closure-until-past = Choose a day from today on.
closure-too-many = There are too many closed periods here already. Remove those that no longer apply.
closure-last-outside = Choose a day within the closed period.
match-slot-closed-then = The place takes nobody in the period { $name }. Choose other days.
slot-kept-seats-in-use = { $count ->
    [one] One seat is used by a citizen outside the target groups. Keep fewer seats.
   *[other] { $count } seats are used by citizens outside the target groups. Keep fewer seats.
}
error-seats_reserved-title = The free seats are kept for others
error-seats_reserved-text = The free seats of the period are kept for certain target groups, and the citizen is not of them. Choose another period or another place.
error-kept_seats_in_use-title = The seats are in use
error-kept_seats_in_use-text = Citizens outside the target groups use more seats than would be left for them. Keep fewer seats.
error-closed_over_placements-title = Placements stand in the closed period
error-closed_over_placements-text = The placements stay. Confirm that the place is to be closed all the same.
error-attest_missing-title = A certificate is missing
error-attest_missing-text = The placement can start once it is noted that the certificate has been obtained.
slot-reserved-seats-invalid = Write a whole number from 0 to the number of seats, or leave the field empty.
slot-tasks-too-many = Write at most 30 tasks of at most 200 letters each.
closure-title = Closed periods
closure-list = Closed
closure-none = There are no closed periods from today on.
closure-new = Close for a period
closure-from = First closed day
closure-to = Last closed day
closure-reason = Reason
closure-reason-holiday = Holiday
closure-reason-refurbishment = Refurbishment
closure-reason-pause = Pause
closure-reason-other = Other
closure-means-nobody = Nobody new can be here in the period. Placements that are agreed already stay.
closure-means-no-start = Nobody can start in the period. Whoever is here already is away meanwhile and comes back afterwards.
closure-whole-workplace = The whole workplace
closure-save = Close for the period
closure-change = Change or remove
closure-last = New last closed day
closure-shorten = Shorten
closure-remove = Remove the closure
closure-over = { $count ->
    [one] One placement has days in the period. It stays and nobody is told from here.
   *[other] { $count } placements have days in the period. They stay and nobody is told from here.
}
closure-over-yes = Yes, close all the same
closure-over-confirm = Tick the box if it is to be closed all the same.
closure-placement = Placement { $name }
notice-closure-saved = The period is closed.
notice-closure-ended = The closure is changed.
calendar-title = Calendar
calendar-pages = Other weeks
calendar-earlier = Earlier weeks
calendar-later = Later weeks
calendar-today = From this week
calendar-show = Show
calendar-all-agreements = All agreements
calendar-whole-company = The whole company
calendar-empty = No places in the weeks shown
calendar-empty-text = No places are open in these weeks. Choose other weeks, or make a place at the company.
calendar-back = Back
calendar-left-off = { $count ->
    [one] One more place is not shown. Open the workplace's own calendar.
   *[other] { $count } more places are not shown. Open the workplaces' own calendars.
}
ledger-closed = { $count } closed
ledger-key-closed = Closed
slot-reserved-some = { $count ->
    [one] one of them kept
   *[other] { $count } of them kept
}
slot-reserved-seats = How many seats are kept for them?
slot-reserved-seats-hint = Leave the field empty if it is all of them.
slot-tasks = Tasks
slot-tasks-hint = One task a line. Write (can be left out) after a task that need not belong to it.
slot-task-can-be-left-out = can be left out
history-slot-close = Place closed for a period
history-workplace-close_for_days = Workplace closed for a period
history-closure-end = Closed period changed
attests-title = Certificates
attests-lead = Note only that the certificate has been obtained. What it says is not written here.
attests-link = Certificates that the place asks for
attests-empty = The place asks for no certificate.
attest-obtained = Obtained
attest-not-obtained = Not noted as obtained. The placement cannot start before it is.
attest-day = Obtained on
attest-note = Note as obtained
attest-back = Back to the placement
attest-day-not-yet = Choose today or a day that has passed.
notice-attest-noted = The certificate is noted.
