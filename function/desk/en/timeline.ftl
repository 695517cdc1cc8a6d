# Timeline
entry-received = It came in.
entry-status = { $from } → { $to }
entry-noted = Note
entry-by = by { $name }
