namespace Keyway.Kerberos.Messages;

/// <summary>The messages that travel to and from a key distribution center or a service (RFC 4120 7.5.7); each number is the message's application tag too.</summary>
public enum MessageType
{
    AsReq = 10,
    AsRep = 11,
    TgsReq = 12,
    TgsRep = 13,
    ApReq = 14,
    ApRep = 15,
    Private = 21,
    Error = 30,
}
