/** The widget's own labels, in English and Hindi. What the assistant says comes from the server, in English. */

const LABELS = {
  lang: ['en', 'hi'],
  heading: ['Job role assistant', 'नौकरी सहायक'],
  greeting: ['Hello! Ask me what a job involves, what it pays, or how two of them differ.', 'किसी नौकरी का काम, वेतन या दो का अंतर पूछें।'],
  next: ['You could ask', 'आप पूछ सकते हैं'],
  open: ['Open chat', 'चैट खोलें'],
  close: ['Close chat', 'चैट बंद करें'],
  unread: ['{n} new', '{n} नए'],
  clear: ['Clear conversation', 'बातचीत मिटाएँ'],
  sure: ['Delete this conversation?', 'बातचीत मिटाएँ?'],
  yes: ['Delete', 'मिटाएँ'],
  no: ['Keep', 'रहने दें'],
  messages: ['Messages', 'संदेश'],
  you: ['You:', 'आप:'],
  input: ['Your question', 'आपका सवाल'],
  hint: ['Ask about a job role…', 'नौकरी के बारे में पूछें…'],
  send: ['Send', 'भेजें'],
  left: ['{n} characters left', '{n} अक्षर बाकी'],
  over: ['{n} characters too many', '{n} अक्षर ज़्यादा'],
  working: ['Looking that up…', 'खोज रहे हैं…'],
  slow: ['This takes longer than usual…', 'समय लग रहा है…'],
  sources: ['Sources', 'स्रोत'],
  up: ['Good answer', 'अच्छा जवाब'],
  down: ['Bad answer', 'खराब जवाब'],
  copy: ['Copy answer', 'जवाब कॉपी करें'],
  copied: ['Copied', 'कॉपी हुआ'],
  pay: ['Pay a year, {currency}', 'सालाना वेतन, {currency}'],
  median: ['Median', 'मध्यिका'],
  retry: ['Try again', 'फिर कोशिश करें'],
  wait: ['Try again in {n} s', '{n} सेकंड बाद फिर कोशिश करें'],
  offline: ['You are offline. Your question is kept.', 'आप ऑफ़लाइन हैं।'],
  unreachable: ['The server cannot be reached. Your question is kept.', 'सर्वर तक नहीं पहुँचे।'],
  broken: ['The connection broke before the answer was complete.', 'कनेक्शन टूट गया।'],
  timeout: ['No answer came in time.', 'समय पर जवाब नहीं आया।'],
  rate_limited: ['Too many questions in a short time.', 'कम समय में बहुत सवाल।'],
  busy: ['The assistant is busy. Please try again shortly.', 'सहायक व्यस्त है।'],
  server: ['Something went wrong on the server. Your question is kept.', 'सर्वर में गड़बड़ी हुई।'],
  refused: ['The server did not accept this question.', 'सर्वर ने सवाल नहीं लिया।'],
  fault: ['The chat itself failed on this answer. Your question is kept.', 'चैट में गड़बड़ी हुई।'],
  expired: ['The earlier conversation has expired. A new one starts here.', 'पिछली बातचीत समाप्त हुई।'],
  history: ['Earlier messages could not be loaded.', 'पिछले संदेश नहीं खुले।'],
  uncleared: ['The conversation could not be deleted.', 'बातचीत नहीं मिटी।'],
};

/** Questions to begin with. */
export const STARTERS = ['Data analyst vs data scientist', 'Which roles do you cover?', 'What can you do?'];

/** @type {(tag: string) => Record<keyof typeof LABELS, string>} */
export const words = (tag) => /** @type {any} */ (Object.fromEntries(Object.entries(LABELS).map(([key, said]) => [key, said[/^hi\b/i.test(tag) ? 1 : 0]])));

/** @type {(sentence: string, value: string | number) => string} */
export const fill = (sentence, value) => sentence.replace(/\{\w+\}/, () => String(value));
