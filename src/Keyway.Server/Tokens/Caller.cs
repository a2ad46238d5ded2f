using Keyway.Server.Accounts;

namespace Keyway.Server.Tokens;

/// <summary>Who sent a request, as its access token says and the store confirms. Endpoints behind <c>RequireToken</c> take it from <c>Caller.Of(http)</c>.</summary>
/// <param name="UserId">The person (<c>oid</c>); null for a connector and an application.</param>
/// <param name="ClientId">The connector or the application (<c>appid</c>); null for a person.</param>
/// <param name="Resource">The token's audience, one of <see cref="Contracts.OAuth.Resources"/>.</param>
/// <param name="Roles">What the caller may do beyond looking after oneself.</param>
/// <param name="Methods">How the person signed in (<c>amr</c>): from <see cref="AuthenticationMethod"/>.</param>
/// <param name="AuthenticatedOn">When that was, UTC (<c>auth_time</c>).</param>
/// <param name="Domain">The one domain that a connector may write, lower case; null for others.</param>
/// <param name="Permissions">Of an application all that it may do; to what a person's token is limited, null for no limit; null for a connector.</param>
internal sealed record Caller(
    Guid? UserId,
    Guid? ClientId,
    string Resource,
    IReadOnlySet<Role> Roles,
    IReadOnlyList<string> Methods,
    DateTimeOffset AuthenticatedOn,
    string? Domain,
    IReadOnlySet<Permission>? Permissions = null)
{
    /// <summary>True for an application that acts by itself: it has permissions and no roles.</summary>
    public bool IsApplication => ClientId is not null && Permissions is not null;

    /// <summary>Whoever acts, for the audit log.</summary>
    public Guid ActorId => UserId ?? ClientId ?? throw new InvalidOperationException("A caller is a person, a connector or an application.");

    /// <summary>The caller that <see cref="RequireToken"/> put on the request.</summary>
    public static Caller Of(HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new InvalidOperationException("This endpoint was mapped without RequireToken.");

    /// <summary>True when the sign-in proved more than one factor no longer ago than this.</summary>
    public bool SignedInStrongly(TimeSpan within, DateTimeOffset now) =>
        now - AuthenticatedOn <= within && Methods.Any(AuthenticationMethod.IsStrong);
}
