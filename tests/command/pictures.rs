//! The other forms of a run: each held against a small file beside this one.
//! `UPDATE_EXPECT=1 cargo test --test command` writes them anew.

use crate::interleave;
use serde_json::Value;

const SCRIPT: &str = "# @title Two <threads> & a lock\n# @model threads @costs slow\n\
                      m = Lock()\n\ndef work(n):\n    with m:\n        cpu(n)\n    io(10)\n    \
                      print(n)\n\nspawn(work, 12, name=\"A\")\nspawn(work, 6, name=\"=B\")\n";

fn golden(name: &str, text: &str) {
    let path = format!("{}/tests/command/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == text, "{name} is another one; UPDATE_EXPECT=1 writes it anew\n{text}");
}

fn run(options: &[&str]) -> String {
    let answer = interleave(&[&["run", "-"], options].concat(), SCRIPT);
    assert_eq!((answer.status, answer.err.as_str()), (0, ""));
    answer.out
}

#[test]
fn a_run_as_csv() {
    golden("run.csv", &run(&["--format", "csv"]));
}

#[test]
fn a_run_as_svg_in_both_languages() {
    golden("run.svg", &run(&["--format", "svg"]));
    golden("run.ru.svg", &run(&["--format", "svg", "--lang", "ru", "--theme", "page"]));
}

#[test]
fn a_picture_is_sound_whatever_the_names_are() {
    let picture = run(&["--format", "svg"]);
    assert!(picture.contains("<title id=\"il-title\">Two &lt;threads&gt; &amp; a lock</title>"));
    assert!(picture.contains("role=\"img\"") && !picture.contains("<style"));
    // Every tag is closed: what is opened without `/>` has its end.
    let mut open: Vec<&str> = Vec::new();
    for tag in picture.split('<').skip(1).filter_map(|part| part.split('>').next()) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn the_legend_explains_the_marks_that_occur() {
    let legend = |script: &str| {
        let answer = interleave(&["run", "-", "--format", "svg"], script);
        ["failed", "deadline (with a line: missed)", "data race"]
            .map(|mark| answer.out.contains(&[">", mark, "</text>"].concat()))
    };
    assert_eq!(legend("cpu(5)\n"), [false; 3]);
    let fails = "def job():\n    cpu(5)\n    1 / 0\n\nspawn(job)\n";
    assert_eq!(legend(fails), [true, false, false]);
    assert_eq!(legend("spawn(cpu, 5, deadline=9)\n"), [false, true, false]);
    let races = "# @model freethreaded\nx = 0\n\ndef add():\n    global x\n    x += 1\n\n\
                 spawn(add)\nspawn(add)\ncpu(1)\n";
    assert_eq!(legend(races), [false, false, true]);
}

#[test]
fn the_queue_that_workers_share_has_the_name_of_its_model() {
    // What has waited for a device comes back by the queue of all.
    let script = "async def job():\n    cpu(20)\n    await io(5)\n\n\
                  for _ in range(4):\n    spawn(job)\n";
    let named = |model: &str, name: &str| {
        let answer = interleave(&["run", "-", "--format", "svg", "--model", model], script);
        answer.out.contains(&[">", name, "</text>"].concat())
    };
    assert!(named("workstealing", "Global queue") && !named("workstealing", "Pool"));
    assert!(named("threadpool", "Pool") && !named("threadpool", "Global queue"));
}

#[test]
fn a_run_as_trace_events() {
    let text = run(&["--format", "chrome"]);
    golden("run.chrome.json", &text);
    let json: Value = serde_json::from_str(&text).unwrap();
    for event in json["traceEvents"].as_array().unwrap() {
        let phase = event["ph"].as_str().unwrap();
        assert!(["X", "M", "i", "C"].contains(&phase), "{event}");
        assert!(event["pid"].is_u64() && event["tid"].is_u64() && event["name"].is_string());
        assert!(phase == "M" || event["ts"].is_number(), "{event}");
        assert!(phase != "X" || event["dur"].as_f64().is_some_and(|d| d >= 0.0), "{event}");
        assert!(phase != "i" || event["s"] == "t", "{event}");
    }
}

#[test]
fn the_first_picture_is_html_without_scripts_or_styles() {
    for lang in ["en", "ru"] {
        let html = interleave(&["first", "--lang", lang], "").out;
        assert!(html.contains(&format!("lang=\"{lang}\" hidden")) && html.contains("<svg"));
        assert!(!html.contains("<script") && !html.contains("style="), "{html}");
    }
}

#[test]
fn ten_thousand_segments_make_no_long_picture() {
    let script = "def work():\n    for i in range(60):\n        cpu(1)\n        io(1)\n\n\
                  for i in range(100):\n    spawn(work)\n";
    let options = ["run", "-", "--format", "svg", "--model", "freethreaded", "--cores", "8"];
    let answer = interleave(&options, script);
    assert_eq!(answer.status, 0, "{}", answer.err);
    assert!(answer.out.len() < 12_000_000, "{}", answer.out.len());
}

#[test]
fn the_names_of_the_modules_are_what_an_editor_completes() {
    let russian = interleave(&["names", "--lang", "ru"], "").out;
    let names: Value = serde_json::from_str(&russian).unwrap();
    let members = names["threading"].as_array().unwrap();
    let thread = members.iter().find(|m| m["label"] == "Thread").unwrap();
    assert!(thread["detail"].as_str().unwrap().starts_with("(group=None, target=None"));
    assert!(thread["info"].as_str().unwrap().starts_with("Поток"));
    assert!(thread["methods"].as_array().unwrap().iter().any(|m| m["label"] == "join"));
}

/// What Perfetto's importer of this format drops or refuses: events of one
/// track that overlap without one lying inside the other, counters that count
/// no number, names of metadata that it does not know. (VizTracer 1.x loads,
/// combines and compresses these files; it asks for less.)
#[test]
fn trace_events_are_what_importers_take() {
    let script = "import threading\nlock = threading.Lock()\n\ndef work(n):\n    for i in range(5):\n        \
                  with lock:\n            cpu(7)\n        io(3 + n)\n\nfor n in range(6):\n    \
                  threading.Thread(target=work, args=(n,)).start()\n";
    let options = ["run", "-", "--format", "chrome", "--cores", "2", "--costs", "slow"];
    let json: Value = serde_json::from_str(&interleave(&options, script).out).unwrap();
    let events = json["traceEvents"].as_array().unwrap();
    let mut tracks = std::collections::BTreeMap::<(u64, u64), Vec<(f64, f64)>>::new();
    for event in events {
        match event["ph"].as_str().unwrap() {
            "X" => {
                let track = (event["pid"].as_u64().unwrap(), event["tid"].as_u64().unwrap());
                let start = event["ts"].as_f64().unwrap();
                let end = start + event["dur"].as_f64().unwrap();
                tracks.entry(track).or_default().push((start, end));
            }
            "C" => {
                let args = event["args"].as_object().unwrap();
                assert!(args.values().all(Value::is_number), "{event}");
            }
            "M" => {
                let known =
                    ["process_name", "thread_name", "process_sort_index", "thread_sort_index"];
                assert!(known.contains(&event["name"].as_str().unwrap()), "{event}");
            }
            phase => assert_eq!(phase, "i", "{event}"),
        }
    }
    assert!(tracks.len() > 4, "{}", tracks.len());
    for (track, mut spans) in tracks {
        spans.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let mut open: Vec<f64> = Vec::new();
        for (start, end) in spans {
            // A thousandth of a nanosecond: what a sum of decimals is off by.
            open.retain(|&until| until > start + 1e-6);
            assert!(open.iter().all(|&until| end <= until + 1e-6), "{track:?}: {start} to {end}");
            open.push(end);
        }
    }
}

/// The fills of the tasks' letters, from the top.
fn badges(svg: &str) -> Vec<&str> {
    let rects = svg.split("<rect").filter(|r| r.contains("width=\"17\" height=\"17\" rx=\"4\""));
    rects.filter_map(|r| r.split("fill=\"").nth(1)?.split('"').next()).collect()
}

#[test]
fn jobs_of_one_periodic_task_share_their_colour() {
    let script = "spawn(cpu, 2, period=10)\nspawn(cpu, 4, period=20, name='B')\n";
    let options = ["run", "-", "--model", "freethreaded", "--format", "svg"];
    let svg = interleave(&options, script).out;
    // Main, cpu#1, B#1, cpu#2.
    let fills = badges(&svg);
    assert_eq!(fills.len(), 4, "{svg}");
    assert!(fills[1] == fills[3] && fills[1] != fills[2], "{fills:?}");
}
