namespace Keyway.Device.SignIn;

/// <summary>Where a person's session is opened.</summary>
/// <param name="Tickets">Where the full TGT is put.</param>
/// <param name="HandOver">Hears what else the domain controller gave, the NTLM secret or none, and null when the person is refused. Null where nobody wants it.</param>
internal sealed record SessionPlace(ITicketPlace Tickets, Action<ExchangedTicket?>? HandOver = null);
