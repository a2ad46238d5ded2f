namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2560-2599: passwords of synced people, which the domain checks.</summary>
    public static class Passwords
    {
        public static readonly KeywayError SignInOff = new(2560, "Nobody signs in with a password at this server.", "Sign in with a security key, or ask an administrator to enable password checks for the domain.");
        public static readonly KeywayError Refused = new(2561, "The name or the password is wrong.", "Type both again; who has no password of a domain signs in with a security key.");
        public static readonly KeywayError NoAgent = new(2562, "No connector of the domain is there to check passwords.", "Start keyway-connect passwords on two computers of the domain, or sign in with a security key.");
        public static readonly KeywayError Busy = new(2563, "More passwords wait for their check than the server takes.", "Try again in a few seconds; if it stays so, look for somebody who guesses, or start another keyway-connect passwords.");
        public static readonly KeywayError NoAnswer = new(2564, "No connector answered in time whether the password is right.", "Try again, and look into the log of keyway-connect passwords.");
        public static readonly KeywayError DomainUnreachable = new(2565, "The connector could not ask the domain whether the password is right.", "Try again, and look into the log of keyway-connect passwords for the domain controller that fails.");
        public static readonly KeywayError LockedOut = new(2566, "There were too many wrong passwords for this name.", "Wait, at first a minute, then try again; a security key works at once.");
        public static readonly KeywayError LockedInDomain = new(2567, "The domain has locked the account.", "Wait until the domain unlocks it, or ask an administrator of the domain.");
        public static readonly KeywayError Restricted = new(2568, "A rule of the domain, such as logon hours, forbids this account to sign in now.", "Ask an administrator of the domain.");
        public static readonly KeywayError PollMalformed = new(2570, "The agent does not say who it is in the way that is documented.", "Use keyway-connect of this version: it sends an id, a host name, a P-256 key, 1 to 32 checks and 0 to 60 seconds.");
        public static readonly KeywayError AgentChanged = new(2571, "The agent's id belongs to an agent with another key or of another connector.", "Start the agent again, so that it takes a new id; if nobody did, treat the connector as stolen.");
        public static readonly KeywayError ForeignDomain = new(2572, "A connector checks passwords of its own domain only.", "Use the connector of that domain.");
        public static readonly KeywayError NotYourCheck = new(2573, "The check was given to another agent, is answered already, or is over.", "Answer each check once, before its deadline; if nobody was late, treat the connector as stolen.");
        public static readonly KeywayError AnswerMalformed = new(2574, "The answer says nothing that a domain can say of a password.", "Send one of the documented outcomes.");
        public static readonly KeywayError TooManyAgents = new(2575, "More agents or more requests of one agent wait than the server keeps.", "Stop agents that nobody needs; two or three serve a domain.");
        public static readonly KeywayError PolicyInvalid = new(2576, "The policy of password checks has a value out of its range.", "Send state enabled or disabled, lockoutThreshold 1 to 50, lockoutDurationInSeconds 5 to 43200.");
        public static readonly KeywayError DomainUnknown = new(2577, "Nobody was synced from this domain.", "Check the name, and sync the domain first.");
    }
}
