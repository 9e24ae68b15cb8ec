//! Hints to a processor's cache.

/// Asks for an element to be brought into the cache while other work goes on. Only a
/// hint: it changes nothing, and there need not be such an element. Where a processor
/// cannot be asked, as from WebAssembly, it does nothing.
#[inline(always)]
pub fn fetch<T>(slice: &[T], index: usize) {
    #[cfg(not(target_arch = "wasm32"))]
    prefetch_index::prefetch_index(slice, index);
    #[cfg(target_arch = "wasm32")]
    let _ = (slice, index);
}
