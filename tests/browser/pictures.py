"""A picture with few colours weighs a third: pixels in, a PNG with a palette out."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

COLOURS = 256
_PIXELS = """
async (picture) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + picture;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width; canvas.height = image.height;
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const {data} = pen.getImageData(0, 0, image.width, image.height);
  let text = '';
  for (let i = 0; i < data.length; i += 32768) text += String.fromCharCode(...data.subarray(i, i + 32768));
  return [image.width, image.height, btoa(text)];
}
"""


def light(picture: bytes, blank: Any) -> bytes:
    """The picture with its 256 commonest colours, all others replaced by the nearest; ``blank`` is an empty page."""
    width, height, text = blank.evaluate(_PIXELS, base64.b64encode(picture).decode())
    pixels = np.frombuffer(base64.b64decode(text), np.uint8).reshape(-1, 4)[:, :3]
    found, place, count = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    palette = found[np.argsort(count)[::-1][:COLOURS]]
    nearest = np.array([_nearest(colour, palette) for colour in found.astype(np.int32)], np.uint8)
    return _png(nearest[place.reshape(height, width)], palette)


def _nearest(colour: NDArray[np.int32], palette: NDArray[np.uint8]) -> int:
    return int(((palette.astype(np.int32) - colour) ** 2).sum(axis=1).argmin())


def _png(rows: NDArray[np.uint8], palette: NDArray[np.uint8]) -> bytes:
    height, width = rows.shape
    lines = np.hstack([np.zeros((height, 1), np.uint8), rows]).tobytes()
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + _chunk(b"PLTE", palette.tobytes())
        + _chunk(b"IDAT", zlib.compress(lines, 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
