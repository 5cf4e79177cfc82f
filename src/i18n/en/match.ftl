# Match: places for a citizen
match-count = { $count ->
    [one] { $count } place fits
   *[other] { $count } places fit
}
match-none = No place fits just now
match-none-text = See among the blocked places what it takes, or change wishes and conditions in the profile.
match-blocked = { $count ->
    [one] { $count } place is blocked, with the nearest change
   *[other] { $count } places are blocked, with the nearest change
}
match-blocked-text = A condition or the law keeps them closed. Where one change is enough, it stands on the card.
match-compare = Compare
match-compare-hint = Tick two places.
match-compare-title = Two places side by side
match-choose = Choose for comparison
notice-match-choose-two = Tick exactly two places and press Compare.
match-back = Back to all places
match-order = Order
match-order-score = Most points first
match-order-neutral = By the workplace's name
match-order-text = The same places are shown. By name, the order says nothing about who fits best.
match-ground = Ground
match-ground-text = Wishes, skills and conditions that the citizen has told are held against the places. Target group, age and name give no points.
match-versions = Rules from { $rules } · weights { $weights }
match-period = Can be { $name }
match-no-period = There is no period on which the law can be tested.
match-total = Points in all
match-law = The law
match-next = Next step
match-reserve-or-propose = Reserve or propose
match-take-title = Reserve or propose the place
match-kind = Kind of placement
match-from = From
match-to = Up to and including
match-hours = Hours a week
match-purpose = Purpose of the placement
match-purpose-hint = The law asks that the purpose is agreed.
match-nobody-told = The company is told nothing before you confirm the proposal.
match-reserve = { $count ->
    [one] Reserve { $count } day
   *[other] Reserve { $count } days
}
match-propose = Propose without reserving
match-why = Why the place fits
match-period-head = Period
match-state = State
match-held-until = Held until
notice-match-reserved = The place is reserved. Ask the citizen, and confirm the proposal before the reservation runs out.
notice-match-proposed = The proposal is saved. The place is not reserved.
purpose-ordinaere_timer = Ordinary hours
purpose-optraening = Training
purpose-afklaring = Clarification
purpose-fastholdelse = Retention
match-chosen = { $count } of 2 chosen
match-equal = equal
match-guess = The profile is empty; the list is a guess. Write wishes and hours, and the places can be held against them.
match-open-count = { $count ->
    [one] { $count } open place
   *[other] { $count } open places
}
match-no-rules-badge = No special rules
match-no-rules = No special rules for { $name }.
match-rules = The rules one by one
match-no-free-seat = No seat is free on all days of the period. Choose another period.
match-slot-paused = The place is paused. Choose another place.
match-slot-open = The place is open { $name }. Choose a period within it.
