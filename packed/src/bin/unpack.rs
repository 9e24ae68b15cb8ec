//! What the page unpacks its programs with (www/program.js).

#[cfg(target_arch = "wasm32")]
mod web {
    use interleave_packed::{Step, Unpacking};
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    pub struct Unpack(Unpacking);

    #[wasm_bindgen]
    impl Unpack {
        #[wasm_bindgen(constructor)]
        #[allow(clippy::new_without_default)]
        pub fn new() -> Unpack {
            Unpack(Unpacking::default())
        }

        pub fn push(&mut self, bytes: &[u8]) {
            self.0.push(bytes);
        }

        /// 0: more to do, 1: more bytes have to arrive, 2: whole, 3: broken.
        pub fn step(&mut self, all: bool) -> u8 {
            match self.0.step(all) {
                Ok(Step::More) => 0,
                Ok(Step::Hungry) => 1,
                Ok(Step::Done) => 2,
                Err(_) => 3,
            }
        }

        pub fn program(self) -> Vec<u8> {
            self.0.program()
        }
    }
}

fn main() {}
