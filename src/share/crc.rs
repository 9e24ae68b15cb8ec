//! CRC-32 as in zlib, gzip and PNG (IEEE 802.3, reflected), so that every
//! language's standard library can check a link.

pub fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    // Bit by bit: a link is short, a table of 1 KiB would be downloaded.
    for &byte in bytes {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_is_the_crc_of_zlib() {
        assert_eq!(super::crc32(b"123456789"), 0xCBF4_3926);
    }
}
