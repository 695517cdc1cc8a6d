# Inbox
inbox-title = Requests
inbox-title-status = Requests: { $status }
inbox-statuses = By status
inbox-forms = By form
inbox-all = All
inbox-any-form = Any form
inbox-open = Open
inbox-closed = Closed
inbox-apart = Set apart
inbox-set-apart = { $count ->
    [one] One request looks like a robot’s, and is set apart.
   *[other] { $count } requests look like robots’, and are set apart.
}
inbox-judge = Whatever here is a person’s becomes new; the rest goes to spam. Nobody who sent it is told.
inbox-list = List of requests
inbox-title-mine = My requests
inbox-title-of = Requests of { $name }
inbox-title-waiting = Requests that wait for others
inbox-title-overdue = Overdue requests
inbox-views = Views
inbox-more-views = By status and form
inbox-empty = No request has this status.
inbox-empty-new = Nothing new: every request has been looked at.
inbox-empty-mine = Nothing is yours. Take something on in the list of what is new.
inbox-empty-waiting = Nobody is waited for: no question, introduction or visit is pending.
inbox-empty-overdue = Nothing is overdue: everybody has been answered in time.
inbox-empty-all = No request has come in yet. The forms are on the website.
inbox-empty-suspected = Nothing looks like a robot’s.
inbox-empty-form = No request of this form is in this view.
mine-needs-name = Which requests are yours? Say your name as it stands beside what you do; this browser remembers it until it is closed.
mine-show = Show my requests
tab-new = New
tab-mine = Mine
tab-waiting = Waiting
tab-overdue = Overdue
tab-all = All
inbox-caption = { $count ->
    [one] One request
   *[other] { $count } requests
}, the newest first
inbox-caption-more = { $count ->
    [one] One request of more
   *[other] { $count } requests of more
}, the newest first
inbox-caption-overdue = { $count ->
    [one] One request
   *[other] { $count } requests
}, the longest overdue first
inbox-caption-overdue-more = { $count ->
    [one] One request of more
   *[other] { $count } requests of more
}, the longest overdue first
inbox-older = More requests
inbox-newest = Back to the beginning
column-request = Request
column-received = Received
column-form = Form
column-about = About
column-assignee = Who
column-due = Due
column-status = Status
column-judge = Judge
row-offer = at { $offer }
row-place = { $place }, { $country }

# What is due
due-over = { $days ->
    [one] a day over
   *[other] { $days } days over
}
due-today = today
due-tomorrow = tomorrow
due-in = { $days ->
    [one] in a day
   *[other] in { $days } days
}
first-title = { $count ->
    [one] One request is overdue
   *[other] { $count } requests are overdue
}
first-all = All that is overdue
todo-new = give a first answer
todo-in-review = look for a host, or decide
todo-waiting-for-information = ask again for what is missing
todo-introduced = remind the host, or both sides
todo-agreed = ask whether it will be, or how it was

# Who works on what
assign-take = Take on
assign-hand-over = Hand over
assign-free = Set free
assign-to = To whom
assign-chosen = What is ticked
assign-choose = Choose { $name }
assign-title = Who works on it
assign-back = Back to the list
assign-problem-none = Tick what it is about, then choose again.
assign-problem-to = Write the name of whoever takes over, in at most 80 characters.
assign-changed = Meanwhile somebody else changed who works on this. Tick what you still want to change.
assign-now = { $name } works on it now
assign-now-free = nobody works on it any more
assign-closed = it is closed ({ $status }), so nobody works on it
