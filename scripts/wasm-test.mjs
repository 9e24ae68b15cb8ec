// Runs tests/web in Chromium and compares it with the native build.
//
// wasm-bindgen's runner only serves the tests here; the browser is driven by
// Playwright, so that no driver of a matching version is needed.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { launch } from '../tests/e2e/helpers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? `${root}/target`;

cargo(['test', '--locked', '--test', 'web'], process.env);

const environment = {
  ...process.env,
  NATIVE_TRACES: `${target}/tmp/native-traces.txt`,
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: 'wasm-bindgen-test-runner',
  NO_HEADLESS: '1',
  WASM_BINDGEN_TEST_ADDRESS: '127.0.0.1:0',
};
const target_words = ['--target', 'wasm32-unknown-unknown', '--no-default-features'];
const args = ['test', '--locked', ...target_words, '--test', 'web'];
// Built first, so that only the tests themselves are waited for below.
cargo([...args, '--no-run'], environment);

const runner = spawn('cargo', args, {
  cwd: root,
  env: environment,
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
let browser;
try {
  const address = await serving(runner);
  browser = await launch();
  const page = await browser.newPage();
  const logged = [];
  page.on('console', (message) => logged.push(message.text()));
  page.on('pageerror', (error) => logged.push(String(error)));
  await page.goto(address);
  const output = page.locator('#output');
  await output.filter({ hasText: /test result:|exception/ }).waitFor({ timeout: 300_000 });
  const text = await output.innerText();
  console.log(text);
  if (!/test result: ok/.test(text)) {
    console.error(logged.join('\n'));
    process.exitCode = 1;
  }
} finally {
  await browser?.close();
  // The runner and the cargo that started it: one group, ours.
  process.kill(-runner.pid);
}

function cargo(words, env) {
  const { status } = spawnSync('cargo', words, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}

/** The address that the runner prints once it listens. */
function serving(child) {
  return new Promise((found, fail) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const address = /http:\/\/[\w.:]+/.exec(text);
      if (address) found(address[0]);
    });
    child.once('exit', (code) => fail(new Error(`the runner ended with ${code}:\n${text}`)));
  });
}
