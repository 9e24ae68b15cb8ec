//! The page's own timeline in a page of its own, with a trace of any size, for
//! `bench.mjs`. Only its wasm build does anything.

#[cfg(target_arch = "wasm32")]
mod stage {
    use interleave::base::{ProcessId, Rng, TaskId, ThreadId, Time};
    use interleave::metrics::{self, Metrics};
    use interleave::setup::Setup;
    use interleave::trace::*;
    use interleave::ui::theme::Theme;
    use interleave::ui::timeline::Timeline;
    use interleave::view::RunView;
    use interleave::words::Lang;
    use std::rc::Rc;
    use wasm_bindgen::prelude::*;
    use yew::prelude::*;

    /// A trace, until it is shown.
    #[wasm_bindgen]
    pub struct Bench {
        trace: Trace,
        metrics: Option<Metrics>,
        shown: Option<AppHandle<Stage>>,
    }

    #[wasm_bindgen]
    impl Bench {
        /// `segments` of random lengths and states, in turn on `lanes` lanes: a
        /// task each, running on a core of its own.
        #[wasm_bindgen(constructor)]
        pub fn new(segments: usize, lanes: u32) -> Bench {
            Bench { trace: trace(segments, lanes), metrics: None, shown: None }
        }

        /// Start, end and state of each segment and its lane: the same data for
        /// the others.
        pub fn starts(&self) -> Vec<f64> {
            self.trace.segments.iter().map(|s| s.start.0 as f64).collect()
        }

        pub fn ends(&self) -> Vec<f64> {
            self.trace.segments.iter().map(|s| s.end.0 as f64).collect()
        }

        pub fn lanes(&self) -> Vec<u8> {
            self.trace.segments.iter().map(|s| s.task.0 as u8).collect()
        }

        pub fn states(&self) -> Vec<u8> {
            let segments = &self.trace.segments;
            (0..segments.len()).map(|i| segments.state(i) as u8).collect()
        }

        /// What the page does with a trace that has just ended: numbers, the
        /// view, the document.
        pub fn show(&mut self, root: web_sys::Element) {
            let trace = std::mem::take(&mut self.trace);
            self.metrics = Some(metrics::measure(&trace, None));
            let run = Rc::new(RunView::new(trace));
            let props = StageProps { run };
            self.shown = Some(yew::Renderer::<Stage>::with_root_and_props(root, props).render());
        }
    }

    #[derive(Properties, PartialEq)]
    pub struct StageProps {
        run: Rc<RunView>,
    }

    #[component]
    pub fn Stage(props: &StageProps) -> Html {
        let setup = use_memo((), |()| Setup::default());
        html! {
            <Timeline run={props.run.clone()} {setup} lang={Lang::En} theme={Theme::Light}
                playhead={Time::ZERO} on_playhead={Callback::noop()} selected={None::<usize>}
                on_select={Callback::noop()} />
        }
    }

    fn trace(segments: usize, lanes: u32) -> Trace {
        let mut rng = Rng::new(1);
        let mut free = vec![0u64; lanes as usize];
        let mut trace = Trace {
            hardware_threads: lanes as u16,
            tasks: (0..lanes).map(task).collect(),
            threads: Vec::new(),
            processes: vec![ProcessInfo {
                name: "main".into(),
                parent: None,
                started: Time::ZERO,
                ended: None,
                peak_bytes: 0,
            }],
            ending: Some(Ending::Finished),
            ..Trace::default()
        };
        for _ in 0..segments {
            // The lane that is free first: segments begin in order of time.
            let lane = (0..free.len()).min_by_key(|&lane| free[lane]).unwrap_or(0);
            let start = free[lane];
            let end = start + 1_000 + rng.below(1_999_000);
            free[lane] = end;
            let state = match rng.below(8) {
                0..4 => State::Running,
                4 => State::Overhead,
                5 => State::Io,
                6 => State::Lock,
                _ => State::Ready,
            };
            let place = match state.on_core() {
                true => Place::Hardware(lane as u16),
                false => Place::Nowhere,
            };
            trace.segments.push(Segment {
                task: TaskId(lane as u32),
                state,
                place,
                start: Time(start),
                end: Time(end),
                line: 1,
                cause: Cause::CoreIdle,
                by: TaskId::NONE,
                overhead: (state == State::Overhead).then_some(Overhead::ThreadSwitch),
            });
            trace.end = trace.end.max(Time(end));
        }
        trace
    }

    fn task(id: u32) -> TaskInfo {
        TaskInfo {
            name: Name::numbered("task", Some(id)),
            kind: TaskKind::Thread,
            process: ProcessId(0),
            thread: ThreadId(id),
            parent: None,
            daemon: false,
            series: TaskId(id),
            line: 1,
            arrival: Time::ZERO,
            first_run: Some(Time::ZERO),
            finish: None,
            deadline: None,
            outcome: Outcome::Unfinished,
            failure: None,
        }
    }
}

fn main() {}
