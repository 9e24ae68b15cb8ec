//! The machine's fields. One that changes nothing is disabled and says why.

use crate::base::Time;
use crate::setup::{
    CostPreset, Costs, Domain, Parameter, Policy, Queues, Scheduler, Setup, WakeUp, parse_duration,
};
use crate::ui::page::browser;
use crate::ui::page::control_bar::{Props, costs_word};
use crate::ui::page::icons::{Icon, icon};
use crate::ui::page::parts::{Choices, select};
use crate::ui::relevance::{Control, no_effect};
use crate::words::ui::{Text, choice_name, cost_name, parameter_name, policy_name};
use yew::prelude::*;

pub fn fields(props: &Props) -> Html {
    html! {
        <div class="machine">
            {model(props)}
            {cores(props)}
            {policy(props)}
            {queues(props)}
            {costs(props)}
            {switch_interval(props)}
            {wake_up(props)}
            {starvation(props)}
            {seed(props)}
        </div>
    }
}

/// Whether a control is off, and the sentence that says why.
fn state(props: &Props, control: Control, id: &'static str) -> (bool, Html, Option<&'static str>) {
    let reason = match props.locked {
        true => Some(Text::LockedByAuthor),
        false => no_effect(control, &props.setup, &props.script),
    };
    let note = reason.map(|reason| {
        html! { <p class="field-note" {id}>{reason.get(props.lang)}</p> }
    });
    (reason.is_some(), note.unwrap_or_default(), reason.map(|_| id))
}

/// What only the chosen model reads, made from its rows in the table.
fn model(props: &Props) -> Html {
    let fields = props.setup.model.parameters().iter().map(|parameter| {
        let name = parameter.word;
        let set = props.configure(move |setup, text: String| {
            let _ = setup.set_model_parameter(name, &text);
        });
        parameter_field(props, parameter, props.setup.model_parameter(parameter), set)
    });
    html! { {for fields} }
}

fn cores(props: &Props) -> Html {
    let lang = props.lang;
    let (off, note, described) = state(props, Control::Cores, "cores-note");
    let now = props.setup.cores;
    let set = |setup: &mut Setup, n: u16| setup.cores = n.clamp(1, Setup::MAX_CORES);
    let step = |by: i16| {
        props.configure(move |setup, _: MouseEvent| {
            let n = setup.cores.saturating_add_signed(by);
            set(setup, n);
        })
    };
    let typed = props.configure(move |setup, event: Event| {
        let n = browser::input_value(&event).parse().unwrap_or(setup.cores);
        set(setup, n);
    });
    let slid = props.configure(move |setup, event: InputEvent| {
        let n = browser::input_value(&event).parse().unwrap_or(setup.cores);
        set(setup, n);
    });
    html! {
        <div class="field field-cores">
            <label class="field-label" for="cores">{Text::Cores.get(lang)}</label>
            <div class="stepper">
                <button type="button" onclick={step(-1)} disabled={off || now == 1}
                    aria-label={Text::FewerCores.get(lang)}>{"−"}</button>
                <input id="cores" type="number" min="1" max="64" inputmode="numeric"
                    value={now.to_string()} disabled={off} aria-describedby={described}
                    onchange={typed} />
                <button type="button" onclick={step(1)} disabled={off || now == Setup::MAX_CORES}
                    aria-label={Text::MoreCores.get(lang)}>{"+"}</button>
                <input class="cores-slider" type="range" min="1" max="64" value={now.to_string()}
                    disabled={off} oninput={slid} aria-label={Text::Cores.get(lang)} />
            </div>
            {note}
        </div>
    }
}

fn policy(props: &Props) -> Html {
    let lang = props.lang;
    let (off, note, describedby) = state(props, Control::Policy, "policy-note");
    let options: Vec<_> =
        Scheduler::ALL.iter().map(|&s| (s.word(), policy_name(s, lang))).collect();
    let choose = props.configure(|setup, word: String| {
        if let Ok(policy) = Policy::parse(&word) {
            setup.policy = policy;
        }
    });
    let parameters = props.setup.policy.scheduler().parameters();
    html! {
        <>
            <div class="field">
                {select(Choices {
                    id: "policy", label: Text::Policy.get(lang), quiet: false,
                    value: props.setup.policy.word(), options: &options,
                    disabled: off, describedby, choose,
                })}
                {note}
            </div>
            if !off {
                // A recorded draw sequence is for checks against other tools: a link or the
                // command sets it, and no learner types four thousand numbers.
                {for parameters.iter().filter(|p| p.domain != Domain::Draws)
                    .map(|parameter| policy_parameter(props, parameter))}
            }
        </>
    }
}

fn queues(props: &Props) -> Html {
    let lang = props.lang;
    let (disabled, note, describedby) = state(props, Control::Queues, "queues-note");
    let options = [Text::QueuesGlobal, Text::QueuesPerCore].map(|text| text.get(lang));
    let options: Vec<_> = Queues::ALL.iter().map(|q| q.word()).zip(options).collect();
    let choose = props.configure(|setup, word: String| {
        setup.queues = Queues::from_word(&word).unwrap_or(setup.queues);
    });
    html! {
        <div class="field">
            {select(Choices {
                id: "queues", label: Text::Queues.get(lang), quiet: false,
                value: props.setup.queues.word(), options: &options,
                disabled, describedby, choose,
            })}
            {note}
        </div>
    }
}

fn wake_up(props: &Props) -> Html {
    let lang = props.lang;
    let (disabled, note, describedby) = state(props, Control::WakeUp, "wake-up-note");
    let options = [Text::WakeUpFifo, Text::WakeUpBarging].map(|text| text.get(lang));
    let options: Vec<_> = WakeUp::ALL.iter().map(|w| w.word()).zip(options).collect();
    let choose = props.configure(|setup, word: String| {
        setup.wake_up = WakeUp::from_word(&word).unwrap_or(setup.wake_up);
    });
    html! {
        <div class="field">
            {select(Choices {
                id: "wake-up", label: Text::WakeUp.get(lang), quiet: false,
                value: props.setup.wake_up.word(), options: &options,
                disabled, describedby, choose,
            })}
            {note}
        </div>
    }
}

fn starvation(props: &Props) -> Html {
    let set = props.configure(|setup, time| setup.starvation = time);
    let label = Text::Starvation.get(props.lang);
    let (off, now) = (props.locked, props.setup.starvation);
    milliseconds("starvation", label, now, off, None, set, Html::default())
}

/// A policy's parameter, made from its row in the table.
fn policy_parameter(props: &Props, parameter: &'static Parameter) -> Html {
    let name = parameter.word;
    let set = props.configure(move |setup, text: String| {
        let _ = setup.policy.set(name, &text);
    });
    parameter_field(props, parameter, props.setup.policy.text(parameter), set)
}

/// A parameter's control. What cannot be read leaves the setup as it was.
fn parameter_field(
    props: &Props,
    parameter: &'static Parameter,
    value: String,
    choose: Callback<String>,
) -> Html {
    let (lang, name) = (props.lang, parameter.word);
    let label = parameter_name(name, lang);
    match parameter.domain {
        Domain::Choice(words) => {
            let options: Vec<_> = words.iter().map(|&w| (w, choice_name(w, lang))).collect();
            html! {
                <div class="field">
                    {select(Choices {
                        id: name, label, quiet: false, value: &value, options: &options,
                        disabled: props.locked, describedby: None, choose,
                    })}
                </div>
            }
        }
        // Milliseconds are typed without their unit, as everywhere in the page.
        Domain::Time { .. } => typed(
            name,
            &[label, lang.pick(", ms", ", мс")].concat(),
            parse_duration(&value).unwrap_or_default().ms_text(),
            props.locked,
            choose.reform(|text: String| text + "ms"),
        ),
        _ => typed(name, label, value, props.locked, choose),
    }
}

fn typed(
    id: &'static str,
    label: &str,
    value: String,
    disabled: bool,
    set: Callback<String>,
) -> Html {
    let onchange = set.reform(|event: Event| browser::input_value(&event).trim().replace(',', "."));
    html! {
        <div class="field field-number">
            <label class="field-label" for={id}>{label}</label>
            <input {id} type="text" inputmode="text" maxlength="80" {value} {disabled} {onchange} />
        </div>
    }
}

fn costs(props: &Props) -> Html {
    let lang = props.lang;
    let now = costs_word(&props.setup.costs);
    let mut options: Vec<_> =
        CostPreset::ALL.iter().map(|&p| (p.word(), cost_name(p, lang))).collect();
    if now == "custom" {
        options.push((now, Text::CostsCustom.get(lang)));
    }
    let choose = props.configure(|setup, word: String| {
        if let Some(preset) = CostPreset::from_word(&word) {
            setup.costs = Costs::preset(preset);
        }
    });
    html! {
        <div class="field">
            {select(Choices {
                id: "costs", label: Text::Costs.get(lang), quiet: false, value: now,
                options: &options, disabled: props.locked, describedby: None, choose,
            })}
        </div>
    }
}

fn switch_interval(props: &Props) -> Html {
    let (off, note, describedby) = state(props, Control::SwitchInterval, "interval-note");
    let set = props.configure(|setup, time| setup.switch_interval = time);
    let label = Text::SwitchInterval.get(props.lang);
    milliseconds("interval", label, props.setup.switch_interval, off, describedby, set, note)
}

fn seed(props: &Props) -> Html {
    let lang = props.lang;
    let (off, note, describedby) = state(props, Control::Seed, "seed-note");
    let typed = props.configure(|setup, event: Event| {
        setup.seed = browser::input_value(&event).trim().parse().unwrap_or(setup.seed);
    });
    // The next number is as random as any, and the die never throws the same twice.
    let thrown = props.configure(|setup, _: MouseEvent| setup.seed = setup.seed.wrapping_add(1));
    html! {
        <div class="field">
            <label class="field-label" for="seed">{Text::Seed.get(lang)}</label>
            <div class="stepper">
                <input id="seed" type="text" inputmode="numeric" maxlength="20" disabled={off}
                    value={props.setup.seed.to_string()} aria-describedby={describedby}
                    onchange={typed} />
                <button type="button" onclick={thrown} disabled={off}
                    aria-label={Text::NewSeed.get(lang)} title={Text::NewSeed.get(lang)}>
                    {icon(Icon::Die)}
                </button>
            </div>
            {note}
        </div>
    }
}

/// A field for a length of time. Nothing that is no positive number gets in.
fn milliseconds(
    id: &'static str,
    label: &'static str,
    now: Time,
    disabled: bool,
    describedby: Option<&'static str>,
    set: Callback<Time>,
    note: Html,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let text = browser::input_value(&event).replace(',', ".");
        let time = text.trim().parse().ok().and_then(Time::from_ms);
        set.emit(time.filter(|t| t.0 > 0).unwrap_or(now));
    });
    html! {
        <div class="field field-number">
            <label class="field-label" for={id}>{label}</label>
            <input {id} type="number" min="0.001" step="any" inputmode="decimal" {disabled}
                value={now.ms_text()} aria-describedby={describedby} {onchange} />
            {note}
        </div>
    }
}
