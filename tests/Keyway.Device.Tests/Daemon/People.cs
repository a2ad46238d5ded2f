using System.Security.Cryptography;
using System.Text;
using Keyway.Device.SignIn;
using Keyway.Errors;

namespace Keyway.Device.Tests.Daemon;

/// <summary>What the identity server issues, as far as the daemon looks at it.</summary>
internal static class People
{
    /// <param name="id">Who it is; one that belongs to the name when left out.</param>
    public static IssuedToken Issued(string upn, string? displayName = null, Guid? id = null, string? publicKey = null) => new(
        upn, id ?? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(upn)).AsSpan(0, 16)), displayName, Joined.Now, Joined.Now.AddDays(14), new PrimaryRefreshToken("kw1.token", "a.b.c.d.e"), publicKey, Catalogue.Device.TicketNotOffered);
}
