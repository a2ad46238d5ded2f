namespace Keyway.SecurityKeys;

/// <summary>A key that is plugged in, as seen without talking to it.</summary>
/// <param name="Path">What opens it, such as <c>/dev/hidraw3</c> or <c>nfc:ACS ACR1252 00 00</c>.</param>
/// <param name="Manufacturer">As the USB device tells; on a reader nobody does.</param>
/// <param name="Product">As the USB device tells.</param>
/// <param name="VendorId">USB vendor id; 0 on a reader.</param>
/// <param name="ProductId">USB product id; 0 on a reader.</param>
public sealed record SecurityKeyDescription(string Path, string Manufacturer, string Product, int VendorId, int ProductId);
