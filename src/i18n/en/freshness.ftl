# Are the places still right?
keep-title = Are these still free?
keep-lead = Press the button if all is right. If something has changed, mend it first.
keep-confirm = { $count ->
    [one] Confirm the place
   *[other] Confirm all { $count } places
}
keep-ledig = Free
keep-ibrug = In use
keep-optaget = Taken
keep-pause = Pause
keep-until = Pause up to and including
keep-how-many = How many are free now? At most { $count }
keep-paused-until = Pause until { $name }
keep-seats-in-use = { $used } of { $seats } in use
keep-free-again = free again { $name }
keep-confirmed = Last confirmed { $name }.
keep-never-confirmed = Not confirmed yet.
keep-closed = Not shown until you confirm it.
keep-foot = “Taken” holds until you say otherwise. If a placement has ended early, call your contact in the municipality.
keep-undo = Undo
keep-undo-text = You can undo the whole answer for 10 minutes.
keep-used-title = You have answered
keep-used-text = Thank you. This is how your places stand now. To change something later, sign in or get a new link.
keep-expired-text = The link no longer works. Get a new one by mail, or sign in.
keep-in-use = { $name }: { $count ->
    [one] The place is in use
   *[other] All { $count } places are in use
} and cannot stand as free. If the placement has ended, call your contact in the municipality.
keep-more-than-free = { $name }: at most { $count } can be free, since the rest are in use.
keep-less-than-in-use = { $name }: { $count ->
    [one] 1 place is in use or promised
   *[other] { $count } places are in use or promised
}, so there cannot be fewer. Call your contact in the municipality.
keep-free-missing = { $name }: write how many are free, for example 1.
keep-pause-missing = { $name }: choose the last day of the pause.
keep-pause-not-ahead = { $name }: the pause must end after today.
keep-pause-too-long = { $name }: a pause can last a year at most. Choose “Taken” if it is longer.
digest-title = Do you want to stop the weekly mail?
digest-stop-text = We will then no longer ask every Monday. You still hear from us when a place has not been confirmed for 30, 60 and 90 days.
digest-stop = Stop the weekly mail
digest-off-title = The weekly mail has been stopped
digest-off-text = You only hear from us when a place has not been confirmed for 30, 60 and 90 days.
digest-start = Send the weekly mail again
digest-is-on = You get a mail on Mondays when a place has not been confirmed for two weeks.
digest-is-off = You do not get the weekly mail about your places.
notice-slots-kept = Thank you. The places are confirmed today.
notice-slots-undone = The answer is undone. The places stand as they stood before.
notice-digest-on = You get a mail on Mondays again.
notice-digest-off = The weekly mail has been stopped.
unsettled-title = Unsettled places
unsettled-lead = Places that the company has not confirmed for 30 days or more. Call, and confirm with one press.
unsettled-all = All
unsettled-aging = 30 days
unsettled-old = 60 days
unsettled-closed = Closed
unsettled-consultant = Company consultant
unsettled-everybody = All consultants
unsettled-show = Show
unsettled-slot = Place
unsettled-company = Company
unsettled-since = Last confirmed
unsettled-call = Call
unsettled-nobody = No contact
unsettled-act = Action
unsettled-confirm = Confirmed today
unsettled-open = Open again
unsettled-none-title = Everything is confirmed
unsettled-none-text = No place has waited 30 days or more to be confirmed.
unsettled-link = Unsettled places
unsettled-never = never
notice-slot-settled = The place is confirmed today.
cap-used = { $used } of { $cap } proposals to the company this month. Counted anew from { $name }.
cap-reached = The company has had { $used } of { $cap } proposals this month. It can be asked again from { $name }.
error-cap_reached-title = The company has been asked enough this month
error-cap_reached-text = The company has had all the proposals that it takes in a month. Wait until the first of next month, or choose another company.
letter-m10 = Are the places still free
letter-m11 = Place closed
