//! Play, pause, step, scrub: moves the page's one time cursor.

use crate::base::{TaskId, Time};
use crate::ui::timeline::browser::AnimationFrame;
use crate::view::RunView;
use crate::view::navigate::rounded;
use crate::words::Lang;
use crate::words::timeline::{TimelineWord, instant, word};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub run: Rc<RunView>,
    pub lang: Lang,
    pub playhead: Time,
    pub on_playhead: Callback<Time>,
    /// Whose switches can be stepped through: the task of the selected segment.
    #[prop_or_default]
    pub selected_task: Option<TaskId>,
    /// The page's "reduced motion": playing jumps from event to event.
    #[prop_or_default]
    pub reduced_motion: bool,
}

/// How many real milliseconds the whole run takes; `None`: as long as it takes.
const SPEEDS: [(Option<f64>, TimelineWord); 5] = [
    (Some(5e3), TimelineWord::Speed5),
    (Some(10e3), TimelineWord::Speed10),
    (Some(20e3), TimelineWord::Speed20),
    (Some(60e3), TimelineWord::Speed60),
    (None, TimelineWord::SpeedReal),
];
/// The moment is told to about so many parts of the run: more digits flicker.
const RESOLUTION: u64 = 1_000;
/// Between two jumps where motion is reduced, in milliseconds.
const JUMP: u32 = 800;

pub enum Msg {
    Toggle,
    /// A frame came, at so many milliseconds.
    Tick(f64),
    Jump,
    Go(Time),
    Step(Step),
    Speed(usize),
    Loop,
}

/// Where a step leads is found when it is taken: a key that is held comes
/// again before the step before has been drawn.
#[derive(Clone, Copy)]
pub enum Step {
    Start,
    End,
    NextEvent,
    PreviousEvent,
    NextSwitch,
    PreviousSwitch,
}

/// What wakes the player next.
#[expect(dead_code, reason = "held only to be cancelled when dropped")]
enum Alarm {
    Frame(AnimationFrame),
    Jump(Timeout),
}

pub struct Playback {
    playing: bool,
    /// Begins again at the end.
    looping: bool,
    speed: usize,
    /// The frame before, and the exact position: frames are shorter than what
    /// whole nanoseconds a step would keep.
    last: Option<f64>,
    position: f64,
    alarm: Option<Alarm>,
    /// Where the time cursor was sent last, drawn or not.
    at: Time,
}

impl Component for Playback {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Playback {
        Playback {
            playing: false,
            looping: false,
            speed: 1,
            last: None,
            position: 0.0,
            alarm: None,
            at: ctx.props().playhead,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        if ctx.props().run != old.run {
            self.pause();
        }
        self.at = ctx.props().playhead;
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Toggle if self.playing => self.pause(),
            Msg::Toggle => self.play(ctx),
            Msg::Tick(now) => self.tick(ctx, now),
            Msg::Jump => self.jump(ctx),
            Msg::Go(time) => {
                self.pause();
                self.go(ctx, time);
            }
            Msg::Step(step) => {
                self.pause();
                if let Some(time) = self.target(ctx, step) {
                    self.go(ctx, time);
                }
            }
            Msg::Loop => self.looping = !self.looping,
            Msg::Speed(speed) => self.speed = speed.min(SPEEDS.len() - 1),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let (time, end) = (props.playhead, props.run.trace.end);
        let no = |step: Step| self.target(ctx, step).is_none();
        let play = if self.playing { TimelineWord::Pause } else { TimelineWord::Play };
        let play_icon = if self.playing { "pb-button pb-pause" } else { "pb-button pb-play" };
        let (switch_name, switch_back_name) = match props.selected_task {
            Some(_) => (TimelineWord::NextSwitch, TimelineWord::PreviousSwitch),
            None => (TimelineWord::NextSwitchOff, TimelineWord::PreviousSwitchOff),
        };
        let button = |name: TimelineWord, class: &'static str, off: bool, msg: fn() -> Msg| {
            let label = word(name, props.lang);
            let onclick = ctx.link().callback(move |_: MouseEvent| msg());
            html! {
                <button
                    type="button"
                    {class}
                    aria-label={label}
                    title={label}
                    disabled={off}
                    {onclick}
                />
            }
        };
        html! {
            <div
                class="playback"
                role="group"
                aria-label={word(TimelineWord::Playback, props.lang)}
                onkeydown={self.on_key(ctx)}
                data-testid="playback"
            >
                { button(TimelineWord::ToStart, "pb-button pb-start", time.0 == 0,
                    || Msg::Step(Step::Start)) }
                { button(switch_back_name, "pb-button pb-switch-back", no(Step::PreviousSwitch),
                    || Msg::Step(Step::PreviousSwitch)) }
                { button(TimelineWord::PreviousEvent, "pb-button pb-back", time.0 == 0,
                    || Msg::Step(Step::PreviousEvent)) }
                { button(play, play_icon, end.0 == 0, || Msg::Toggle) }
                { button(TimelineWord::NextEvent, "pb-button pb-forward", time >= end,
                    || Msg::Step(Step::NextEvent)) }
                { button(switch_name, "pb-button pb-switch", no(Step::NextSwitch),
                    || Msg::Step(Step::NextSwitch)) }
                { button(TimelineWord::ToEnd, "pb-button pb-end", time >= end,
                    || Msg::Step(Step::End)) }
                <output class="pb-time">{ instant(time, props.lang) }</output>
                <button
                    type="button"
                    class="pb-button pb-loop"
                    aria-label={word(TimelineWord::Loop, props.lang)}
                    title={word(TimelineWord::Loop, props.lang)}
                    aria-pressed={self.looping.to_string()}
                    onclick={ctx.link().callback(|_| Msg::Loop)}
                />
                { self.speeds(ctx) }
                { self.slider(ctx) }
            </div>
        }
    }
}

impl Playback {
    fn slider(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let end = props.run.trace.end;
        let oninput = ctx.link().batch_callback(move |e: InputEvent| {
            let ns = e.target_dyn_into::<HtmlInputElement>()?.value_as_number();
            let time = Time(ns.max(0.0) as u64).min(end);
            Some(Msg::Go(if time < end { rounded(time, end.0 / RESOLUTION) } else { end }))
        });
        html! {
            <input
                type="range"
                class="pb-slider"
                min="0"
                max={end.0.max(1).to_string()}
                step="any"
                value={props.playhead.0.to_string()}
                aria-label={word(TimelineWord::Moment, props.lang)}
                aria-valuetext={instant(props.playhead, props.lang)}
                {oninput}
            />
        }
    }

    fn speeds(&self, ctx: &Context<Self>) -> Html {
        let lang = ctx.props().lang;
        let onchange = ctx.link().batch_callback(|e: Event| {
            Some(Msg::Speed(
                e.target_dyn_into::<HtmlSelectElement>()?.selected_index().max(0) as usize
            ))
        });
        let option = |(i, (_, name)): (usize, &(Option<f64>, TimelineWord))| {
            html! { <option selected={i == self.speed}>{ word(*name, lang) }</option> }
        };
        html! {
            <select class="pb-speed" aria-label={word(TimelineWord::Speed, lang)} {onchange}>
                { for SPEEDS.iter().enumerate().map(option) }
            </select>
        }
    }

    /// Space plays; arrows, Home and End step, except on the slider and the
    /// list, which have arrows of their own.
    fn on_key(&self, ctx: &Context<Self>) -> Callback<KeyboardEvent> {
        ctx.link().batch_callback(move |event: KeyboardEvent| {
            if event.target_dyn_into::<HtmlSelectElement>().is_some() {
                return None;
            }
            let on_slider = event.target_dyn_into::<HtmlInputElement>().is_some();
            let msg = match event.key().as_str() {
                " " => Msg::Toggle,
                "ArrowLeft" => Msg::Step(Step::PreviousEvent),
                "ArrowRight" => Msg::Step(Step::NextEvent),
                "Home" if !on_slider => Msg::Step(Step::Start),
                "End" if !on_slider => Msg::Step(Step::End),
                _ => return None,
            };
            event.prevent_default();
            Some(msg)
        })
    }

    fn target(&self, ctx: &Context<Self>, step: Step) -> Option<Time> {
        let (run, task) = (&ctx.props().run, ctx.props().selected_task);
        match step {
            Step::Start => Some(Time::ZERO),
            Step::End => Some(run.trace.end),
            Step::NextEvent => run.next_event(self.at),
            Step::PreviousEvent => run.previous_event(self.at),
            Step::NextSwitch => run.next_switch(task?, self.at),
            Step::PreviousSwitch => run.previous_switch(task?, self.at),
        }
    }

    fn go(&mut self, ctx: &Context<Self>, time: Time) {
        self.at = time;
        ctx.props().on_playhead.emit(time);
    }

    fn pause(&mut self) {
        self.playing = false;
        self.alarm = None;
        self.last = None;
    }

    /// From the time cursor on; from the start if it stands at the end.
    fn play(&mut self, ctx: &Context<Self>) {
        let at_end = self.at >= ctx.props().run.trace.end;
        let from = if at_end { Time::ZERO } else { self.at };
        self.playing = true;
        self.last = None;
        self.position = from.0 as f64;
        if at_end {
            self.go(ctx, from);
        }
        self.wake_later(ctx);
    }

    fn wake_later(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        self.alarm = if ctx.props().reduced_motion {
            Some(Alarm::Jump(Timeout::new(JUMP, move || link.send_message(Msg::Jump))))
        } else {
            AnimationFrame::request(move |now| link.send_message(Msg::Tick(now))).map(Alarm::Frame)
        };
    }

    fn tick(&mut self, ctx: &Context<Self>, now: f64) {
        if !self.playing {
            return;
        }
        let end = ctx.props().run.trace.end;
        let passed = self.last.map_or(0.0, |last| (now - last).clamp(0.0, 100.0));
        self.last = Some(now);
        self.position += match SPEEDS[self.speed].0 {
            Some(whole) => passed / whole * end.0 as f64,
            None => passed * 1e6,
        };
        if self.looping && self.position >= end.0 as f64 {
            self.position = 0.0;
        }
        let time = Time(self.position as u64).min(end);
        let calm = if time < end { rounded(time, end.0 / RESOLUTION) } else { end };
        self.go(ctx, calm);
        if time >= end { self.pause() } else { self.wake_later(ctx) }
    }

    fn jump(&mut self, ctx: &Context<Self>) {
        if !self.playing {
            return;
        }
        let again = Some(Time::ZERO).filter(|_| self.looping);
        match self.target(ctx, Step::NextEvent).or(again) {
            Some(time) => {
                self.go(ctx, time);
                self.wake_later(ctx);
            }
            None => self.pause(),
        }
    }
}
