# Lists of relations, handing over, the friendly word and campaigns
relation-tabs = Lists
relation-branch = Branch code begins with
relation-employees = Employees, at least
relation-municipality = Municipality code
relation-choose = Choose
relation-choose-one = Choose { $name }
relation-last = Latest contact
relation-left = { $name } (has left)
relation-none-filtered = Remove a filter to see more.
relation-none-text = The list fills by itself when there is somebody.
dormant-title = Dormant
dormant-lead = There was cooperation or contact, but none since { $name }.
dormant-none = No dormant companies
never-contacted-title = Never contacted
never-contacted-lead = Nobody has been in contact with them, and they have not declined advertising.
never-contacted-none = Every company has been contacted
ownerless-title = Without an owner
ownerless-lead = Partners without a consultant, or whose consultant has left.
ownerless-none = Every partner has a consultant
hand-over-title = Hand companies over
hand-over-text = All of a consultant's companies go to another. No company is told; it stands in each company's history.
hand-over-from = From
hand-over-to = To
hand-over-of = { $count ->
    [one] { $name } ({ $count } company)
   *[other] { $name } ({ $count } companies)
}
hand-over-of-left = { $count ->
    [one] { $name }, has left ({ $count } company)
   *[other] { $name }, has left ({ $count } companies)
}
hand-over-tasks = Pass the open tasks on as well
hand-over-agree = Yes, hand all the companies over
hand-over-agree-first = Tick the box to hand over
hand-over-do = Hand over
notice-handed-over = The companies are handed over.
greeting-link = Send a friendly word
greeting-title = A friendly word
greeting-send = Send it
greeting-happens = The company gets a short mail saying that it has been a while since you spoke. It cannot be called back.
greeting-to = { $name } gets the mail with your name as its sender.
greeting-protected = The company is protected from advertising and must get no unasked-for mail. Call instead.
greeting-nobody = No contact has a mail address. Call instead.
notice-greeting-sent = It is on its way.
notice-greeting-not-sent = It was not sent.
campaigns-title = Campaigns
campaigns-none = No campaigns yet
campaigns-none-text = Choose companies on a list, and they become a campaign.
campaign-new = New campaign
campaign-name = Campaign
campaign-goal = Goal
campaign-owner = In charge
campaign-ends = Ends
campaign-create = Make the campaign
campaign-from-chosen = Make a campaign of the chosen
campaign-choose-first = Choose companies on a list first:
campaign-chosen = { $count ->
    [one] { $count } company is chosen.
   *[other] { $count } companies are chosen.
}
campaign-companies = Companies
campaign-companies-missing = Choose at least one company
campaign-lead = { $count ->
    [one] { $owner } · { $count } company
   *[other] { $owner } · { $count } companies
}
campaign-people = Consultants
campaign-unassigned = Not shared out
campaign-called = Called
campaign-agreements = Agreements
campaign-result = Result
campaign-result-open = Not called
campaign-result-called = Called, no answer yet
campaign-result-no_interest = Does not want to
campaign-result-interested = Interested
campaign-result-agreement = Agreement
campaign-agreed-since = new agreement since
campaign-call = Call and note
campaign-next = Contact again at the latest
campaign-share = Share out
campaign-share-count = How many
campaign-share-to = To
notice-campaign-created = The campaign is made. Now share the companies out.
notice-campaign-assigned = The companies are shared out.
notice-campaign-not-assigned = Nothing was shared out. Choose a colleague.
