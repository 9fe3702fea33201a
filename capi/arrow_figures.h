#pragma once
// A FigureStream on its way out as an ArrowArrayStream of as many batches as it has.

#include <memory>

#include "girs/arrow.h"
#include "indicator/figure_stream.h"

namespace girs::capi {

/// Gives the figures to the caller; `workspace` is kept alive until the stream is released.
void give(ArrowArrayStream* stream_out, std::unique_ptr<indicator::FigureStream> figures,
          std::shared_ptr<const void> workspace);

}  // namespace girs::capi
