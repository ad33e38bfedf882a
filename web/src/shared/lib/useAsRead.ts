import { useState } from 'react';

/**
 * A thing as it was when its form opened. What is on the page goes on being asked for; a form that went along would
 * name a version that nobody has looked at, and so write over what somebody else changed.
 */
export const useAsRead = <T>(thing: T): T => useState(thing)[0];
