# The list of companies: filters, saved views, change of many.
list-search = Name, town, CVR or P-number
list-marks = Marks
list-mark-free = Seat free today
list-mark-agreement = Agreement in force
list-mark-social = Social enterprise
list-mark-never_used = Never used
list-mark-protected = Advertising protected
list-mark-paused = Paused
list-mark-blocked = Blocked
list-mark-closed = Closed by the register
list-mark-municipal_own = The municipality's own workplaces
list-mark-retention_need = Wants to keep staff on sick leave
list-mark-other_step = Another step proposed
list-without = Leave out
list-not = Not: { $name }
list-willing = Willing to take
list-willing-for = Willing to take: { $name }
list-gives = Gives support
list-last-contact = Last contact
list-silence-never = Never
list-silence-six_months = More than 6 months ago
list-silence-recent = Within 6 months
list-band-unknown = Unknown
list-band-1-9 = Under 10
list-band-10-49 = 10–49
list-band-50-249 = 50–249
list-band-250 = 250 and more
list-mine = Mine
list-nobody = Nobody
list-own = Own municipality
list-neighbours = Neighbour municipalities
list-outside = outside the municipality
list-blocked-short = blocked
list-paused-short = paused
list-chosen = Chosen filters
list-remove = Remove the filter
list-sort-name = Name
list-sort-last_contact = Longest without contact
list-sort-free_seats = Most free seats
list-sort-step = Highest step
list-sort-employees = Most employees
export = Download:
export-slots = Download the places:
branch-section-a = Agriculture, forestry and fishing
branch-section-b = Mining and quarrying
branch-section-c = Manufacturing
branch-section-d = Energy supply
branch-section-e = Water, sewerage and waste
branch-section-f = Construction
branch-section-g = Trade
branch-section-h = Transport and storage
branch-section-i = Accommodation and food
branch-section-j = Publishing and media
branch-section-k = Telecom and IT
branch-section-l = Finance and insurance
branch-section-m = Real estate
branch-section-n = Professional services
branch-section-o = Cleaning, temping and services
branch-section-p = Public administration
branch-section-q = Education
branch-section-r = Health and care
branch-section-s = Culture, sport and leisure
branch-section-t = Other services
branch-section-u = Private households
branch-section-v = International organisations
views-title = Saved views
views-all = All companies
views-save-this = Save this list
views-change = Change views
views-shared = The team sees it too.
views-shared-short = (shared)
views-none-title = No saved views
views-none-text = Choose filters on the list and press "Save this list".
view-name = Name
view-name-hint = For example "Mine without contact for half a year"
view-share = Share with the team
view-save = Save the view
view-change = Change
view-delete = Delete
view-undo = Undo the deletion
view-begin = Begin with this one
view-begin-all = Begin with all companies
view-is-first = You begin with this one.
view-no-team = You are in no team, so the view cannot be shared
view-too-many = You have too many views, or the list has too many filters. Delete a view first.
notice-view-saved = The view is saved.
notice-view-deleted = The view is deleted.
notice-view-back = The view is back.
bulk-all = { $count ->
    [one] Choose the one company of the filter
   *[other] Choose all { $count } companies of the filter
}
bulk-choose = Do something with the chosen ones
bulk-pick = Choose
bulk-pick-one = Choose { $name }
notice-bulk-nobody = Choose one or more companies first.
bulk-nobody = Choose at least one company
bulk-too-many = Choose at most 10,000 companies at a time
bulk-title = { $count ->
    [one] One company is chosen
   *[other] { $count } companies are chosen
}
bulk-what = What shall happen?
bulk-act-consultant = Set consultant
bulk-act-substitute = Set substitute
bulk-act-step = Set step
bulk-who = Consultant or substitute
bulk-who-hint = Used when you set a consultant or substitute
bulk-step = Step
bulk-step-hint = Used when you set a step
bulk-preview = See what happens
bulk-happens = What happens
bulk-do = { $count ->
    [one] Do it for one company
   *[other] Do it for { $count } companies
}
bulk-undo-hint = You can undo it for 10 minutes.
bulk-chosen = The chosen ones
bulk-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
bulk-count-waiting = { $count ->
    [one] One waits
   *[other] { $count } wait
}
bulk-count-changed = { $count ->
    [one] One is changed
   *[other] { $count } are changed
}
bulk-count-same = { $count ->
    [one] One is so already
   *[other] { $count } are so already
}
bulk-count-closed = { $count ->
    [one] One is closed and keeps its step
   *[other] { $count } are closed and keep their step
}
bulk-count-gone = { $count ->
    [one] One was merged into another
   *[other] { $count } were merged into others
}
bulk-count-undone = { $count ->
    [one] One is as before
   *[other] { $count } are as before
}
bulk-count-kept = { $count ->
    [one] One was changed by others since and stays
   *[other] { $count } were changed by others since and stay
}
bulk-line-waiting = waits
bulk-line-changed = is changed
bulk-line-same = is so already
bulk-line-closed = is closed
bulk-line-gone = was merged into another
bulk-line-undone = is as before
bulk-line-kept = was changed by others since
bulk-outcome-title = Change of several companies
bulk-did-consultant = New consultant: { $name }
bulk-did-substitute = New substitute: { $name }
bulk-did-step = New step: { $name }
bulk-progress = { $done } of { $all } done
bulk-go-on = Go on
bulk-undo = Undo the change
bulk-left = Not changed
bulk-count-done = { $count ->
    [one] One is changed
   *[other] { $count } are changed
}
