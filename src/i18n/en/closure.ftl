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
