const overview = `ampt-events: see what Ampt events do to your code, before a deploy.

  ampt-events graph [folder]       the event graph of the code: who publishes, who handles
  ampt-events simulate [folder]    run the app's own handlers under virtual time

"ampt-events COMMAND --help" tells more, "ampt-events --version" which release this is. The folder is that of the app; default is the current one.
Exit codes: 0 all well, 1 the app fell short, 2 the call was wrong, 3 the app does not load, 70 a fault of ours, 130 interrupted.`

const graph = `ampt-events graph [folder]

  --text                   a tree (default)
  --json                   the graph as JSON, version 1
  --mermaid                a Mermaid flowchart
  --lint                   the lints, one a line; exit with 1 when one has severity error
  --sarif FILE             write the lints as SARIF 2.1.0, for code scanning
  --sdk-module NAME        a module of your own that hands on @ampt/sdk; repeatable

Levels are set in package.json: "amptEvents": { "lints": { "unknown-event": "error", "body-date": "off" } }.
"// ampt-events-ignore-next-line CODE" silences a lint of the next line.`

const simulate = `ampt-events simulate [folder]

What happens, at once and in order (repeatable; header, body and after belong to the one before them):
  --publish NAME           publish an event
  --request "POST /path"   call a route of the app
  --header "Name: value"   a header of the request
  --body JSON|@file        body of the publish or request; default {} for a publish. Text of any
                           kind for a request whose content-type is given as a header
  --after VALUE            "after" of the publish: "1 day", ms, a date
  --scenario FILE          all of it from a *.events.json file

What the platform does:
  --seed N                 seed of every random choice (1)
  --duplicates P           probability that a delivery is copied (0)
  --reorder DURATION       each delivery is late by a draw up to this (0)
  --lateness DURATION      added to every delivery (0)
  --concurrency N          attempts in flight (100)
  --instances N            instances of the app that take turns; they share data and storage (1)
  --cold-starts P          an attempt meets a new instance with this probability (0)
  --fail EVENT[#n]@ATTEMPTS   attempts that fail before a handler starts: a@1, a#2@1-3, a@*
  --save-schedule FILE     record the choices of the run
  --schedule FILE          replay them, with their seed, instances and concurrency, unless these are given too
  --contract documented|sdk   whose rules where documentation and SDK differ (documented)

The app's world:
  --start ISO              virtual time at the start (2025-01-01T00:00:00.000Z)
  --until DURATION|idle    end of the run (idle); tasks and schedules recur only in a run with an end
  --tz ZONE                time zone of the app (UTC)
  --entry FILE             the app's entry
  --param KEY=VALUE        a parameter
  --param-file FILE        parameters from a file in the form of .env
  --env KEY[=VALUE]        a variable of the environment; without a value the one that it has here
  --net deny|stub|allow    what happens to network calls (deny)
  --allow-net HOST         lets one host through
  --hardened               Node itself keeps the app from files of others, processes and native code;
                           a stuck handler is then named without its line
  --strict                 an outcome that hangs on a denied call is a failure

What is printed:
  --text                   lanes and a summary (default)
  --json, --ndjson         the report
  --expand                 every attempt, in place of folding equal ones
  --html FILE              a self-contained page
  --twice                  run it again and compare; exit with 1 when equal runs differ`

/** The help text of a command, or of all. */
export function helpFor(command: string): string {
  return command === 'graph' ? graph : command === 'simulate' ? simulate : overview
}
