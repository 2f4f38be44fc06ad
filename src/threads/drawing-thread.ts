import {type Drawing, type Drawn, drawIsochrone} from '../routing/isochrone-drawing.js';

/** What a thread of `openDrawingThreads` does, over and over. */
module.exports = (drawing: Drawing): Drawn[] => drawIsochrone(drawing);
