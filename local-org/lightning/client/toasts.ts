import Toast from 'lightning/toast';
import { SHOW_TOAST } from './toast-event';

interface ToastRequest {
  title?: string;
  message?: string;
  messageData?: (string | { url: string; label: string })[];
  variant?: 'info' | 'success' | 'warning' | 'error';
  mode?: 'dismissible' | 'pester' | 'sticky';
}

/** Shows the toasts that components ask for with `ShowToastEvent`, in the platform's own toast component. */
export function showToasts(): void {
  document.addEventListener(SHOW_TOAST, (event) => {
    const { title, message, messageData, variant, mode } = (event as CustomEvent<ToastRequest>).detail;
    const links = messageData?.map((one) => (typeof one === 'string' ? { url: '', label: one } : one));
    Toast.show(
      {
        label: title ?? message ?? '',
        message: title === undefined ? undefined : message,
        messageLinks: links,
        variant: variant ?? 'info',
        mode: mode === 'sticky' ? 'sticky' : 'dismissible'
      },
      document.body
    );
  });
}
