using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Errors;
using Keyway.Server.Hosting;

namespace Keyway.Server.Web;

/// <summary>Reads request bodies: as large as the endpoint's limit allows, then parsed strictly.</summary>
internal static class JsonBody
{
    /// <summary>The body as a contract.</summary>
    /// <returns>The value, KW2000 when it is too large, KW2001 when it is not exactly that contract.</returns>
    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        if (!(await ReadBytesAsync(request)).TryGet(out var bytes, out var refusal))
            return refusal;
        return ContractsJson.TryRead(bytes, type, out var value) ? value : Catalogue.Accounts.BodyMalformed;
    }

    /// <summary>The body's bytes.</summary>
    public static async Task<Result<byte[]>> ReadBytesAsync(HttpRequest request)
    {
        try
        {
            // Room for what is announced, as far as it is small: then no copy is left behind by growing, and what is left is zeroed, for it may be a secret.
            using var buffer = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, KestrelSettings.LargestBody));
            await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
            var body = buffer.ToArray();
            CryptographicOperations.ZeroMemory(buffer.GetBuffer());
            return body;
        }
        catch (BadHttpRequestException failure)
        {
            return failure.StatusCode == StatusCodes.Status413PayloadTooLarge ? Catalogue.Accounts.BodyTooLarge : Catalogue.Accounts.BodyMalformed;
        }
    }
}
