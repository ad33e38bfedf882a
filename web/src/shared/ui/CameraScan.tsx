import { useEffect, useRef, useState } from 'react';
import { cameraProblem, loadDecoder, Sightings } from '@/shared/lib/barcode';
import { Dialog } from './Dialog';

/** Decoding eight times a second keeps a phone cool and is faster than a hand. */
const PAUSE = 125;
/** Wider pictures take longer to read and hold no more of a code that fills the view. */
const WIDEST = 960;

async function openCamera(): Promise<MediaStream> {
  // Absent, rather than refused, on pages that did not come over https.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw Object.assign(new Error('no media devices'), { name: 'InsecureContext' });
  return devices.getUserMedia({ audio: false, video: { facingMode: 'environment', width: { ideal: 1280 } } });
}

/** Looks through the camera for codes and tells each; it closes after the first unless it is to go on. */
export function CameraScan(props: { goOn?: boolean; onCode: (code: string) => void; onClose: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(props);
  const [problem, setProblem] = useState<string | null>(null);
  const [read, setRead] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const look = async () => {
      const [opened, decode] = await Promise.all([openCamera(), loadDecoder()]);
      stream = opened;
      const screen = video.current;
      if (over || !screen) return stop();
      screen.srcObject = opened;
      await screen.play();
      const canvas = document.createElement('canvas');
      const brush = canvas.getContext('2d', { willReadFrequently: true });
      const sightings = new Sightings();
      const frame = async () => {
        if (over || !brush) return;
        if (screen.videoWidth > 0) {
          const scale = Math.min(1, WIDEST / screen.videoWidth);
          canvas.width = Math.round(screen.videoWidth * scale);
          canvas.height = Math.round(screen.videoHeight * scale);
          brush.drawImage(screen, 0, 0, canvas.width, canvas.height);
          const picture = brush.getImageData(0, 0, canvas.width, canvas.height);
          tell(sightings.see(await decode(picture).catch(() => null)));
        }
        timer = setTimeout(() => void frame(), PAUSE);
      };
      await frame();
    };
    const tell = (code: string | null) => {
      if (code === null || over) return;
      navigator.vibrate?.(60);
      setRead(code);
      latest.current.onCode(code);
      if (!latest.current.goOn) latest.current.onClose();
    };
    const stop = () => {
      over = true;
      clearTimeout(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
    look().catch((error: unknown) => {
      if (!over) setProblem(cameraProblem(error));
      stop();
    });
    return stop;
  }, [attempt]);
  return (
    <Dialog title="Scan with the camera" onClose={props.onClose}>
      {problem ? (
        <div className="stack">
          <p role="alert">{problem}</p>
          <p>
            <button
              type="button"
              className="btn"
              onClick={() => {
                setProblem(null);
                setAttempt(attempt + 1);
              }}
            >
              Try again
            </button>
          </p>
        </div>
      ) : (
        <div className="stack">
          <video ref={video} className="camera" muted playsInline aria-label="What the camera sees" />
          <p className="small soft" role="status">
            {read ? `Read ${read}.` : 'Hold the code into the picture, level and well lit.'}
            {read && props.goOn && ' Take it away and hold the next one in.'}
          </p>
        </div>
      )}
    </Dialog>
  );
}
