# Reports
reports-title = Reports
reports-years = Figures of a year
reports-years-text = Counted from the requests at this desk, for the file of the monitoring page.
reports-export = All requests as a table
reports-export-text = One line for each request, for a spreadsheet or a program.
reports-format-xlsx = Download spreadsheet
reports-format-xlsx-hint = For Excel and LibreOffice (.xlsx). Codes such as 071 stay as they are, with their names beside them.
reports-format-csv = Download CSV
reports-format-csv-hint = For programs. Excel shows the code 071 as 71.
reports-format-semicolon = Download CSV with semicolons
reports-format-semicolon-hint = For programs that expect semicolons.
reports-format-json = Download JSON
reports-format-json-hint = For programs. Codes only.
reports-year = Year it came in
reports-year-any = Any year
reports-status = Status
reports-status-any = Any status
reports-form = Form
reports-form-any = Any form
reports-personal = With names, e-mail addresses and what people wrote
reports-personal-hint = Leave this out unless you need it. Keep such a file as safe as the requests, and delete it soon.
reports-download = Formats
reports-person = Everything about a person
reports-person-text = For people who ask what you store about them.
reports-person-email = E-mail address
reports-person-show = Show
reports-retention = When requests are erased
reports-retention-text = Requests are erased automatically. A change of status, or a note on an open request, keeps it longer.
reports-retention-none = No request will be erased in the next { $days ->
    [one] day
   *[other] { $days } days
}.
reports-retention-caption = Requests to be erased in the next { $days ->
    [one] day
   *[other] { $days } days
}, the soonest first
reports-retention-caption-cut = The next { $count } to be erased, the soonest first
reports-retention-statuses = By status
reports-retention-within = { $days ->
    [one] within a day
   *[other] within { $days } days
}
reports-column-until = Kept until
reports-open = still open

# A year
year-title = Figures of { $year }
year-crumb = Reports
year-requests = What became of requests for a host
year-received = Received
year-received-counts = Each request once. Repeated requests and spam are left out.
year-matched = Matched with a host
year-matched-counts = A host answered the introduction and has not said no. A request counts once, however many hosts were asked.
year-declined = No host found
year-declined-counts = Declined because no host was suitable.
year-closed = Closed for another reason
year-closed-counts = Declined for any other reason, for example withdrawn.
year-open = Still open
year-open-counts = Neither matched nor declined, for example while no host has answered.
year-median = Days to a match (median)
year-median-counts = From the day the request came in to the introduction to the host it is matched with. Half took no longer.
year-requests-hint = Requests that came in during { $year }, by their present status. The four numbers below “Received” add up to it. A request that is corrected or reopened counts by what is recorded now.
year-activities = What took place
year-activities-counts = Visits recorded as completed, by the year in which they ended. A group that travels together is one visit. People are all who took part.
year-activities-none = No visit of { $year } is recorded as completed. The file of a year needs at least one.
year-hosts = By the country of the host
year-column-activity = Activity
year-column-country = Country
year-column-mobilities = Visits
year-column-participants = People
year-column-fewer = With fewer opportunities
year-without-persons = { $count ->
    [one] One visit has no number of people, so it is not counted.
   *[other] { $count } visits have no number of people, so they are not counted.
}
year-complete = The desk only knows the visits that it arranged. Before you commit the file, add what partners report, and name the source.
year-small = Write small numbers as they are. The site never shows a number of people from 1 to 4.
year-file = The file
year-there = What { $path } says now
year-there-text = It differs from what the desk counts. If you replace it, the partners’ numbers in it are lost.
year-same = { $path } already says the same.
year-write = Write { $path }
year-replace = Replace it with the numbers of the desk
year-source = Counted by the secretariat from its requests
year-taken = The file already exists, or has changed since you opened this page. Look at both, then decide.

# A person
person-title = What is stored about { $email }
person-none = Nothing is stored for this address.
person-sent = What they sent
person-named = Where they are named as a host’s contact
person-named-text = These requests came from others. Their data is not shown here.
person-named-line = { $name }, { $organisation }
person-until = kept until
person-download = Download a copy for the person (JSON)
person-check = Read it before you hand it over: a note may name other people.
person-erase = Erase
person-timeline = What was done
