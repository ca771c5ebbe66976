"""Golden numbers for DefectsTest: blur, noise and tonal range of made-up pictures, as others compute them.

Command: python scripts/golden/picture_measures.py   (needs scikit-image==0.26.0, scipy==1.17.1, numpy==2.4.6)

blur: skimage.measure.blur_effect. noise: scipy.ndimage.convolve with Immerkaer's mask, the median of its absolute response.
tonal range: numpy.percentile. All of them over the luma in whole numbers.
"""

import numpy as np
import scipy
import scipy.ndimage
import skimage
import skimage.measure

IMMERKAER = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]])


def pattern(width: int, height: int) -> np.ndarray:
    """Byte i is (37 i + i*i mod 251) mod 256: Pictures.pattern."""
    flat = np.array([(37 * i + (i * i) % 251) % 256 for i in range(width * height * 3)])
    return flat.reshape(height, width, 3)


def hills(width: int, height: int, period: int) -> np.ndarray:
    """Triangle waves, another direction for each colour: Pictures.hills."""
    y, x, c = np.mgrid[:height, :width, :3]
    return np.abs((x * (c + 3) + y * (5 - c)) % (2 * period) - period) * 240 // period


def luma(rgb: np.ndarray) -> np.ndarray:
    return (299 * rgb[..., 0] + 587 * rgb[..., 1] + 114 * rgb[..., 2] + 500) // 1000


def noise(gray: np.ndarray) -> float:
    response = scipy.ndimage.convolve(gray, IMMERKAER)[1:-1, 1:-1]
    return float(np.median(np.abs(response)) / (6 * 0.6744897501960817))


print(f"scikit-image {skimage.__version__}, scipy {scipy.__version__}, numpy {np.__version__}")
for name, rgb in (
    ("pattern(37, 23)", pattern(37, 23)),
    ("hills(64, 48, 60)", hills(64, 48, 60)),
    ("hills(51, 80, 17)", hills(51, 80, 17)),
    ("hills(200, 9, 233)", hills(200, 9, 233)),
):
    gray = luma(rgb)
    low, high = np.percentile(gray, [1, 99])
    blur = skimage.measure.blur_effect(gray.astype(float))
    print(f"{name}: blur {blur:.12f} noise {noise(gray):.12f} tonal range {(high - low) / 255:.12f}")
