using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>One element of authorization data (RFC 4120 5.2.6).</summary>
/// <param name="Type">What it is.</param>
/// <param name="Data">Its bytes.</param>
public sealed record AuthorizationDataElement(int Type, byte[] Data)
{
    /// <summary>AD-IF-RELEVANT: a list of elements that a service may ignore.</summary>
    public const int IfRelevant = 1;

    /// <summary>AD-WIN2K-PAC ([MS-PAC] 2.1).</summary>
    public const int PrivilegeAttributeCertificate = 128;

    /// <summary>The usual wrapping of a PAC: AD-IF-RELEVANT holding AD-WIN2K-PAC.</summary>
    public static AuthorizationDataElement ForPac(byte[] pac)
    {
        var inner = new AsnWriter(AsnEncodingRules.DER, pac.Length + 64);
        inner.PushSequence();
        new AuthorizationDataElement(PrivilegeAttributeCertificate, pac).Write(inner);
        inner.PopSequence();
        return new AuthorizationDataElement(IfRelevant, inner.Encode());
    }

    /// <summary>Finds the PAC among the elements of a ticket, one AD-IF-RELEVANT deep; <see cref="Catalogue.Kerberos.PacMissing"/> when there is none.</summary>
    public static Result<byte[]> FindPac(IReadOnlyList<AuthorizationDataElement> elements)
    {
        foreach (var element in elements.Where(element => element.Type == IfRelevant))
        {
            if (!KerberosDer.Parse(element.Data, reader => reader.List(Read)).TryGet(out var inner, out var refusal))
                return refusal;
            if (inner.Find(candidate => candidate.Type == PrivilegeAttributeCertificate) is { } pac)
                return pac.Data;
        }

        return Catalogue.Kerberos.PacMissing;
    }

    internal static AuthorizationDataElement Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        return new AuthorizationDataElement(sequence.Field(0).Int32(), sequence.Field(1).ReadOctetString());
    }

    internal void Write(AsnWriter writer)
    {
        writer.PushSequence();
        writer.Int32Field(0, Type);
        writer.OctetStringField(1, Data);
        writer.PopSequence();
    }
}
