namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2600-2639: sign-in by device code, and its pages.</summary>
    public static class DeviceCodes
    {
        // 2600-2619: the program that waits for an answer; 2620-2639: the person at the page.
        public static readonly KeywayError ClientRefused = new(2600, "This program may not sign anybody in by device code.", "Send client_id 29d9ed98-a469-4536-ade2-f981bc1d605e, as Keyway's own programs do.");
        public static readonly KeywayError ResourceRefused = new(2601, "No device code is given for this resource, or for more than one.", "Ask for device registration or for the Graph-shaped API, one at a time.");
        public static readonly KeywayError TooManyOpen = new(2602, "Too many device codes wait for an answer, from this address or altogether.", "Answer them, or try again when the oldest has run out, in ten minutes at most.");
        public static readonly KeywayError Pending = new(2603, "Nobody has answered the code yet.", "Ask again after the interval.");
        public static readonly KeywayError SlowDown = new(2604, "The program asks more often than it was told to.", "Wait five seconds longer between two questions from now on.");
        public static readonly KeywayError Expired = new(2605, "The device code has run out.", "Start the sign-in again on the computer, and answer within ten minutes.");
        public static readonly KeywayError Denied = new(2606, "The person at the page said no.", "Start the sign-in again if it was meant to be yes.");
        public static readonly KeywayError CodeUnknown = new(2607, "The device code is none of this server's, or is another program's.", "Start the sign-in again.");
        public static readonly KeywayError Redeemed = new(2608, "The device code has been redeemed before.", "Start the sign-in again; if nobody did it twice, somebody has copied the code.");

        public static readonly KeywayError UserCodeMalformed = new(2620, "A code has eight letters, and no vowels.", "Type it as the computer shows it, with or without the hyphen.");
        public static readonly KeywayError UserCodeUnknown = new(2621, "No computer waits for an answer to this code.", "Compare it with the computer's screen. A code lasts ten minutes and is answered once: start again there for a new one.");
        public static readonly KeywayError AnsweredMeanwhile = new(2622, "The code was answered elsewhere, or has run out meanwhile.", "Start again on the computer for a new code.");
        public static readonly KeywayError PageExpired = new(2623, "The page is too old, or was opened elsewhere in this browser.", "Enter the code again. If it happens twice, allow this site's cookies.");
        public static readonly KeywayError CrossSite = new(2624, "The form was sent by another site.", "Open this server's page yourself and enter the code there, if you have started the sign-in yourself.");
        public static readonly KeywayError NameAndPassNeeded = new(2625, "The name or the pass is missing.", "Fill in both, or use a security key.");
        public static readonly KeywayError NoGesture = new(2626, "The browser got no answer from a security key.", "Insert the key, choose the button again, and touch it when it blinks. A key must be registered here first.");
        public static readonly KeywayError GuessingHeld = new(2627, "So many wrong codes are being typed everywhere that the server takes no code for a moment.", "Wait for the time that the Retry-After header names, or sign the computer in with its own security key.");
    }
}
