"""评先评优意见: asked for by a unit, written from the evidence, approved by the secretary."""
