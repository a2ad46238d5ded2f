using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Keyway.Server.Hosting;

/// <summary>The critical nameConstraints extension (RFC 5280 4.2.1.10) that permits one DNS name or one IP address.</summary>
internal static class NameConstraint
{
    private static readonly Asn1Tag PermittedSubtrees = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag IpAddress = new(TagClass.ContextSpecific, 7);

    public static X509Extension For(string host)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(PermittedSubtrees))
        using (writer.PushSequence())
        {
            if (IPAddress.TryParse(host, out var address))
            {
                var mask = new byte[address.AddressFamily == AddressFamily.InterNetwork ? 4 : 16];
                Array.Fill(mask, (byte)0xFF);
                writer.WriteOctetString([.. address.GetAddressBytes(), .. mask], IpAddress);
            }
            else
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(host)), DnsName);
            }
        }

        return new X509Extension("2.5.29.30", writer.Encode(), critical: true);
    }
}
