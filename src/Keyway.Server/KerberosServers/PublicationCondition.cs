using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Keyway.Server.KerberosServers;

/// <summary>
/// What a writer says about the server that it believes to be there: <c>If-Match</c> and <c>If-None-Match</c> (RFC 9110 13.1). It is asked inside
/// the write, so that of two administrators one wins and the other is told.
/// </summary>
/// <param name="ifMatch">The header's values; none means no condition.</param>
/// <param name="ifNoneMatch">The same.</param>
internal sealed class PublicationCondition(IList<string?> ifMatch, IList<string?> ifNoneMatch)
{
    public static PublicationCondition None { get; } = new([], []);

    public static PublicationCondition Of(HttpRequest request) => new([.. request.Headers.IfMatch], [.. request.Headers.IfNoneMatch]);

    /// <summary>The strong entity tag of a version: <c>"3"</c>.</summary>
    public static string EntityTag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Whether the server is as the writer believes. A header that cannot be read holds for nothing.</summary>
    /// <param name="living">Null when there is none.</param>
    public bool Holds(KerberosServer? living)
    {
        if (ifMatch.Count > 0 && !(Parse(ifMatch) is { } wanted && living is not null && wanted.Any(tag => tag.Tag == "*" || (!tag.IsWeak && tag.Tag == EntityTag(living.Version)))))
            return false;
        if (ifNoneMatch.Count == 0)
            return true;
        return Parse(ifNoneMatch) is { } unwanted && (living is null || !unwanted.Any(tag => tag.Tag == "*" || tag.Tag == EntityTag(living.Version)));
    }

    private static IList<EntityTagHeaderValue>? Parse(IList<string?> values) =>
        EntityTagHeaderValue.TryParseStrictList([.. values.OfType<string>()], out var tags) && tags.Count > 0 ? tags : null;
}
