using System.Globalization;
using System.Net;
using Keyway.Connect.Terminal;
using Keyway.Contracts;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Turns an answer that is not a success into one of our refusals with the server's own words as its detail.</summary>
internal static class ServerRefusals
{
    /// <param name="call">Which request it was.</param>
    /// <param name="reply">Untrusted.</param>
    /// <param name="onUnauthorized">What a 401 means for this request.</param>
    public static Refusal Of(ServerCall call, ServerReply reply, KeywayError onUnauthorized)
    {
        var error = reply.Status switch
        {
            HttpStatusCode.Unauthorized => onUnauthorized,
            HttpStatusCode.TooManyRequests => Catalogue.Connect.ServerFailed,
            >= HttpStatusCode.InternalServerError => Catalogue.Connect.ServerFailed,
            >= HttpStatusCode.BadRequest => Catalogue.Connect.ServerRefused,
            _ => Catalogue.Connect.ServerAnswerMalformed,
        };
        var words = Words(reply.Body);
        return new Refusal(error, string.Create(CultureInfo.InvariantCulture, $"{call}: {(int)reply.Status}{(words.Length > 0 ? " " + words : "")}"));
    }

    /// <summary>The server's explanation in any of the three shapes that its interfaces use; empty when there is none.</summary>
    public static string Words(ReadOnlySpan<byte> body)
    {
        if (ContractsJson.TryRead(body, ContractsJson.Default.OAuthError, out var oauth))
            return SafeText.Of($"{oauth.KeywayError} {FirstLine(oauth.ErrorDescription)}");
        if (ContractsJson.TryRead(body, ContractsJson.Default.GraphErrorResponse, out var graph))
            return SafeText.Of($"{graph.Error.Code} {graph.Error.Message}");
        return ContractsJson.TryRead(body, ContractsJson.Default.ScimError, out var scim) ? SafeText.Of(scim.Detail) : "";
    }

    // The lines below name the trace; the first one says what is wrong.
    private static string FirstLine(string text) => text.Split('\n', 2)[0];
}
