//! Command lines, right and wrong; what is printed for people.

use crate::interleave;

const TURNS: &str = "# @model freethreaded @policy rr:quantum=10ms\n\
                     spawn(cpu, 20, name=\"A\")\nspawn(cpu, 20, name=\"B\")\n";

#[test]
fn a_run_is_drawn_in_rows_and_counted() {
    let answer = interleave(&["run", "-", "--step", "10ms"], TURNS);
    assert_eq!((answer.status, answer.err.as_str()), (0, ""));
    let rows: Vec<&str> = answer.out.lines().skip(1).take(4).collect();
    assert_eq!(
        rows,
        ["core 0 | A B A B |", "m main | . . . . |", "A      | R r R . |", "B      | r R r R |"]
    );
    for part in ["Whole run", "40 ms", "Cores busy", "100%", "Turnaround"] {
        assert!(answer.out.contains(part), "{part} in {}", answer.out);
    }
    let russian = interleave(&["run", "-", "--lang", "ru"], TURNS);
    assert!(russian.out.contains("Весь запуск") && russian.out.contains("40 мс"));
}

#[test]
fn options_count_before_pragmas() {
    let two = interleave(&["run", "-", "--cores", "2", "--step", "10ms"], TURNS);
    assert!(two.out.contains("core 1 | B B |"), "{}", two.out);
    let first = interleave(&["run", "-", "--policy=fifo", "--step=10ms"], TURNS);
    assert!(first.out.contains("core 0 | A A B B |"), "{}", first.out);
}

#[test]
fn a_model_takes_its_parameters_in_its_word() {
    let pool = interleave(&["run", "-", "--model=threadpool:workers=1", "--step=10ms"], TURNS);
    assert!(pool.out.contains("worker 1 | A A B B |"), "{}", pool.out);
    let go = ["run", "-", "--model=workstealing:workers=1,preempt=10ms", "--step=10ms"];
    let go = interleave(&go, TURNS);
    assert!(go.out.contains("worker 1 | A B A B |"), "{}", go.out);
    let wrong = interleave(&["run", "-", "--model=threads:workers=1"], TURNS);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("workstealing"), "{}", wrong.err);
}

#[test]
fn a_file_is_named_in_its_diagnostics() {
    let path = std::env::temp_dir().join(format!("interleave-{}.py", std::process::id()));
    std::fs::write(&path, "# @turbo on\ncpu(1)\nspwan(cpu, 1)\n").unwrap();
    let file = path.to_str().unwrap();
    for command in ["check", "run"] {
        let answer = interleave(&[command, file], "");
        assert_eq!((answer.status, answer.out.as_str()), (1, ""));
        let lines: Vec<&str> = answer.err.lines().collect();
        assert!(lines[0].starts_with(&format!("{file}:1:3: pragma: ")), "{}", lines[0]);
        assert!(lines[1].starts_with(&format!("{file}:3:1: unknown-name: ")), "{}", lines[1]);
        assert!(lines[1].contains("spawn"), "{}", lines[1]);
        assert_eq!(lines[2], "1 error, 1 warning");
    }
    let russian = interleave(&["check", file, "--lang", "ru"], "");
    assert!(russian.err.contains("не определено"), "{}", russian.err);
    std::fs::remove_file(path).unwrap();
    assert_eq!(interleave(&["check", "-"], TURNS).status, 0);
}

#[test]
fn an_end_before_the_end_is_told_and_drawn() {
    let failed = interleave(&["run", "-"], "cpu(5)\nraise ValueError(\"too late\")\n");
    assert_eq!(failed.status, 3);
    assert!(failed.err.starts_with("-:2:1: failed: "), "{}", failed.err);
    assert!(failed.err.contains("ValueError: too late"), "{}", failed.err);
    assert!(failed.out.contains("core 0 | m m"), "{}", failed.out);

    let stuck = interleave(&["run", "-"], "lock = Lock()\nlock.acquire()\nlock.acquire()\n");
    assert_eq!(stuck.status, 3);
    assert!(stuck.err.starts_with("-:3:1: deadlocked: "), "{}", stuck.err);

    let endless = "while True:\n    cpu(1)\n";
    let cut = interleave(&["run", "-", "--until", "3ms"], endless);
    assert_eq!(cut.status, 3);
    assert!(cut.err.contains("limit: "), "{}", cut.err);
    assert!(cut.out.contains("3 ms"), "{}", cut.out);
}

#[test]
fn limits_can_be_raised_and_lowered() {
    let many = "for i in range(400):\n    spawn(cpu, 1)\n";
    assert_eq!(interleave(&["run", "-"], many).status, 3);
    assert_eq!(interleave(&["run", "-", "--max-tasks", "1000"], many).status, 0);
    let loops = "for i in range(10000):\n    pass\n";
    assert_eq!(interleave(&["run", "-", "--max-steps=1000"], loops).status, 3);
    assert_eq!(interleave(&["run", "-"], loops).status, 0);
}

#[test]
fn models_and_policies_are_listed_as_they_are_written() {
    for (list, option) in [("models", "--model"), ("policies", "--policy")] {
        let answer = interleave(&[list], "");
        assert_eq!(answer.status, 0);
        // An indented line is a parameter of the policy above it.
        for line in answer.out.lines().filter(|line| !line.starts_with(' ')) {
            let word = line.split([' ', ':']).next().unwrap();
            let run = interleave(&["check", "-", option, word], "cpu(1)\n");
            assert_eq!((run.status, run.err.as_str()), (0, ""), "{option} {word}");
        }
        assert!(answer.out.lines().count() >= 2);
    }
    let balanced = ["check", "-", "--policy", "rr:quantum=5ms,queues=percore,steal=5ms"];
    assert_eq!(interleave(&balanced, "cpu(1)\n").status, 0);
    assert_eq!(interleave(&["check", "-", "--policy", "rr:steal=5ms"], "cpu(1)\n").status, 2);
}

#[test]
fn a_wrong_command_line_has_status_2_and_says_what_is_wrong() {
    for (args, word) in [
        (&[][..], "interleave run"),
        (&["fly"], "fly"),
        (&["run"], "-"),
        (&["run", "-", "twice"], "twice"),
        (&["run", "-", "--speed", "9"], "--speed"),
        (&["run", "-", "-x"], "-x"),
        (&["run", "-", "--cores"], "--cores"),
        (&["run", "-", "--cores", "65"], "1 … 64"),
        (&["run", "-", "--policy", "luck"], "fifo"),
        (&["run", "-", "--until", "soon"], "soon"),
        (&["run", "-", "--max-tasks", "many"], "many"),
        (&["run", "/no/such/file.py"], "/no/such/file.py"),
        (&["open"], "link"),
    ] {
        let answer = interleave(args, "cpu(1)\n");
        assert_eq!((answer.status, answer.out.as_str()), (2, ""), "{args:?}");
        assert!(answer.err.contains(word), "{args:?}: {}", answer.err);
    }
    let long = "#".repeat(65 << 10);
    assert_eq!(interleave(&["check", "-"], &long).status, 2);
    for help in ["--help", "-h", "help", "--version"] {
        assert_eq!(interleave(&[help], "").status, 0);
    }
}

#[test]
fn a_task_that_fails_is_told_with_its_calls() {
    let script = "def deep(n):\n    if n == 0:\n        raise ValueError(\"no\")\n    deep(n - 1)\n\
                  io(5)\nspawn(deep, 1, name=\"W\")\nio(5)\n";
    let answer = interleave(&["run", "-"], script);
    assert_eq!(answer.status, 0, "{}", answer.err);
    let told = "W failed at 5 ms in line 3: ValueError: no\n  deep, line 4\n  deep, line 3\n";
    assert!(answer.out.contains(told), "{}", answer.out);
}
