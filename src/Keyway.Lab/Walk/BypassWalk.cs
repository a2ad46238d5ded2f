using Keyway.Kerberos.Messages;

namespace Keyway.Lab.Walk;

/// <summary>The identity server bypassed: whoever holds the Kerberos server's key can mint, but the domain controller still decides.</summary>
public sealed class BypassWalk
{
    private readonly Lazy<Task<StolenKey>> _thief;

    public BypassWalk(Laboratory lab)
    {
        _thief = new(() => StolenKey.StealAsync(lab, CancellationToken.None));
    }

    /// <summary>Everyone whom the domain's own lists and account states refuse.</summary>
    public static IReadOnlyList<string> Users { get; } = ["bob", "eve", Domain.Administrator, "carol", "dave", "frank"];

    public async Task<string> RefuseAsync(string user, CancellationToken cancellation)
    {
        var thief = await _thief.Value;
        return Refused(await thief.ExchangeAsync(thief.Mint(user), cancellation));
    }

    /// <summary>alice's own ticket works, and with one bit of its PAC changed it does not.</summary>
    public async Task<string> RefuseTamperedPacAsync(CancellationToken cancellation)
    {
        var thief = await _thief.Value;
        using var ticket = thief.Mint("alice");
        if (!(await thief.ExchangeAsync(ticket, cancellation)).TryGet(out _, out var refusal))
            throw new BrokenPromiseException("the untouched ticket was refused: " + refusal);

        return Refused(await thief.ExchangeAsync(thief.Rewrite(ticket, FlipOneBitOfThePac), cancellation));
    }

    private static EncTicketPart FlipOneBitOfThePac(EncTicketPart part)
    {
        var element = part.AuthorizationData[0];
        var data = element.Data.ToArray();

        // Well inside the logon information, behind the wrapping and the list of buffers.
        data[data.Length / 3] ^= 1;
        return part with { AuthorizationData = [element with { Data = data }] };
    }

    private static string Refused(Errors.Result<Kerberos.Exchange.FullTicket> result) => result.Succeeded
        ? throw new BrokenPromiseException("the domain controller issued a full TGT")
        : result.Refusal.ToString();
}
