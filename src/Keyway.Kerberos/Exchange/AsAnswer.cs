using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>What came back for one AS-REQ: a ticket or an error, with the elements that count; inside FAST those that it protects.</summary>
/// <param name="Request">The request's bytes, which the reply may sign.</param>
/// <param name="Nonce">The request's nonce.</param>
/// <param name="Reply">Null when the KDC refused.</param>
/// <param name="Error">Null when there is a reply.</param>
/// <param name="Fast">What FAST said; null without armour.</param>
internal sealed record AsAnswer(
    ReadOnlyMemory<byte> Request, uint Nonce, KdcReply? Reply, KrbError? Error, IReadOnlyList<PaData> PreAuthentication, FastResponse? Fast) : IDisposable
{
    /// <summary>Null for a ticket, and for the error that only asks for a proof.</summary>
    public Refusal? Refusal => Error is null or { Code: (int)KdcErrorCode.PreAuthenticationRequired } ? null : KdcRefusal.From(Error, WindowsStatus);

    /// <summary>The NTSTATUS behind an error; null when there is none. FAST keeps it beside the error.</summary>
    public uint? WindowsStatus => Error?.WindowsStatus ?? KrbError.FindWindowsStatus(PreAuthentication);

    /// <summary>True when the KDC says, where anyone can change it, that it speaks FAST.</summary>
    public bool OffersFast => PreAuthentication.Any(element => element.Type == PaDataType.Fast);

    /// <summary>Reads an answer. One that does not have the armour of its request proves nothing and is refused.</summary>
    public static Result<AsAnswer> Parse(ReadOnlyMemory<byte> request, uint nonce, byte[] encoded, FastArmour? armour) =>
        KrbError.Looks(encoded) ? ParseError(request, nonce, encoded, armour) : ParseReply(request, nonce, encoded, armour);

    /// <summary>Zeroes what FAST brought.</summary>
    public void Dispose() => Fast?.Dispose();

    private static Result<AsAnswer> ParseError(ReadOnlyMemory<byte> request, uint nonce, byte[] encoded, FastArmour? armour)
    {
        if (!KrbError.Parse(encoded).TryGet(out var error, out var refusal))
            return refusal;

        // The data has a form of its own in some errors: none of them is one to go on from.
        var outer = error.Data is not null && PaData.ParseList(error.Data).TryGet(out var list, out _) ? list : [];
        if (armour is null)
            return new AsAnswer(request, nonce, null, error, outer, null);
        if (!armour.Open(outer, nonce).TryGet(out var response, out refusal))
            return refusal.Error == Catalogue.Kerberos.FastMissing ? refusal with { Detail = KdcRefusal.From(error).Detail } : refusal;
        if (response.PreAuthentication.FirstOrDefault(element => element.Type == PaDataType.FastError) is not { } inner)
            return new Refusal(Catalogue.Kdc.ReplyUnexpected, "FAST without its error");
        return KrbError.Parse(inner.Value).TryGet(out error, out refusal)
            ? new AsAnswer(request, nonce, null, error, response.PreAuthentication, response)
            : refusal;
    }

    private static Result<AsAnswer> ParseReply(ReadOnlyMemory<byte> request, uint nonce, byte[] encoded, FastArmour? armour)
    {
        if (!KdcReply.Parse(encoded).TryGet(out var reply, out var refusal))
            return refusal;
        if (armour is null)
            return new AsAnswer(request, nonce, reply, null, reply.PreAuthentication, null);
        return armour.Open(reply.PreAuthentication, nonce).TryGet(out var response, out refusal)
            ? new AsAnswer(request, nonce, reply, null, response.PreAuthentication, response)
            : refusal;
    }
}
