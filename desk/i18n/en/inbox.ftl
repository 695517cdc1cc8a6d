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
inbox-judge = Mark what a person sent as “Not spam”: it becomes a new request. The rest goes to spam. The senders are not told.
inbox-list = List of requests
inbox-title-mine = My requests
inbox-title-of = Requests of { $name }
inbox-title-waiting = Requests that wait for an answer
inbox-title-overdue = Overdue requests
inbox-views = Views
inbox-more-views = By status and form
inbox-empty = No request has this status.
inbox-empty-new = No new requests: somebody has looked at every one.
inbox-empty-mine = You have no requests. Take one on from the list of new requests.
inbox-empty-waiting = Nobody has to answer: no question, introduction or visit is open.
inbox-empty-overdue = Nothing is overdue.
inbox-empty-all = No requests yet. The forms are on the website.
inbox-empty-suspected = No request looks like a robot’s.
inbox-empty-form = There are no requests from this form here.
mine-needs-name = Which requests are yours? Give your name as it is shown beside what you do. This browser remembers it until you close it.
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
inbox-newest = Back to the first requests
column-request = Request
column-received = Received
column-form = Form
column-about = About
column-assignee = Assigned to
column-due = Due
column-status = Status
column-judge = Is it spam?
row-offer = for “{ $offer }”
demonstration = { $title } (demonstration)
row-place = { $place }, { $country }

# What is due
due-over = { $days ->
    [one] 1 day overdue
   *[other] { $days } days overdue
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
first-all = See everything that is overdue
todo-new = send a first answer
todo-in-review = look for a host, or decide
todo-waiting-for-information = ask again for what is missing
todo-introduced = remind the host, or both sides
todo-agreed = ask whether the visit will take place, or how it went

# Who works on what
assign-take = Take on
assign-hand-over = Hand over
assign-free = Unassign
assign-to = Hand over to
assign-chosen = Selected requests
assign-choose = Select { $name }
assign-title = Who works on it
assign-back = Back to the list
assign-problem-none = Select one or more requests, then try again.
assign-problem-to = Write the name of the person who takes over, in at most 80 characters.
assign-changed = Somebody else has changed who works on these requests. Select those that you still want to change.
assign-now = assigned to { $name } now
assign-now-free = not assigned to anybody any more
assign-closed = closed ({ $status }), so it cannot be assigned
