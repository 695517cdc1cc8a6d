# Reports
reports-title = Reports
reports-years = Figures of a year
reports-years-text = Counted from this desk’s requests: the file for the monitoring page.
reports-export = All requests as a table
reports-export-text = One line a request, for a spreadsheet or a program.
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
reports-personal-hint = Leave it out unless you need it. Such a file is to be kept as carefully as the requests, and erased sooner.
reports-download = Formats
reports-person = Everything about a person
reports-person-text = For whoever asks what you keep about them.
reports-person-email = E-mail address
reports-person-show = Show
reports-retention = What goes when
reports-retention-text = Requests leave by themselves. Whatever changes their status, or a note on an open one, keeps them longer.
reports-retention-none = Nothing goes in the next { $days ->
    [one] day
   *[other] { $days } days
}.
reports-retention-caption = What goes in the next { $days ->
    [one] day
   *[other] { $days } days
}, the soonest first
reports-retention-caption-cut = The next { $count } to go, the soonest first
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
year-requests = What became of the wishes for a host
year-received = Came in
year-received-counts = Each request once. What was asked before, and what robots sent, is left out.
year-matched = Matched with a host
year-matched-counts = A host answered the introduction and has not said no. However many hosts were asked, it is one.
year-declined = Told that there is none
year-declined-counts = Declined because no host suits.
year-closed = Closed for another reason
year-closed-counts = Declined for any other reason, such as withdrawn.
year-open = Still open
year-open-counts = Neither matched nor declined, for example while no host has answered.
year-median = Days to a match (median)
year-median-counts = From the day it came in until it was introduced to the host that it is matched with; half took no longer.
year-requests-hint = Those that came in during { $year }, by where they stand now. The four numbers below “Came in” add up to it. A request that is corrected or reopened counts by what is recorded now.
year-activities = What took place
year-activities-counts = Visits that are recorded as completed, by the year in which they ended; a group that travels together is one visit. Persons are all who took part.
year-activities-none = No visit of { $year } is recorded as completed. A year’s file needs one.
year-hosts = By the host’s country
year-column-activity = Activity
year-column-country = Country
year-column-mobilities = Visits
year-column-participants = Persons
year-column-fewer = With fewer opportunities
year-without-persons = { $count ->
    [one] One visit has no persons, and is counted nowhere.
   *[other] { $count } visits have no persons, and are counted nowhere.
}
year-complete = The desk knows only what went through it. Add what partners report, and where it comes from, before you commit.
year-small = Write small numbers as they are: the site never shows a number of persons from 1 to 4.
year-file = The file
year-there = What { $path } says now
year-there-text = It differs from what the desk counts. Partners’ numbers in it would be lost if you replaced it.
year-same = { $path } says just this.
year-write = Write { $path }
year-replace = Replace it with the desk’s numbers
year-source = Counted by the secretariat from its requests
year-taken = The file is there already, or was changed since this page was made. Look at both, then decide.

# A person
person-title = Kept about { $email }
person-none = Nothing is kept under this address.
person-sent = What they sent
person-named = Where they are named as a host’s contact
person-named-text = These requests came from others. Their data are not shown here.
person-named-line = { $name }, { $organisation }
person-until = kept until
person-download = Download for them (JSON)
person-check = Read it before you hand it over: a note may name others.
person-erase = Erase
person-timeline = What was done
