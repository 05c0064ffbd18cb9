using System.Globalization;
using System.Text;
using Copypasta.Hashing;

// What a consumer of the library does: sign texts, estimate how similar they are, and find the candidates without comparing all with all.
// Published ahead of time by the tests, which compare what the native program prints with what the just-in-time compiled one does.
string[] texts =
[
    "We stand with the people of the river valley, today and every day.",
    "RT @someone: WE STAND WITH THE PEOPLE OF THE RIVER VALLEY, TODAY AND EVERY DAY!!! https://example.org/1",
    "We stаnd with the peoрle of the r\u200Biver valley, today and every day. #valley",
    "We stand with the people of the river valley, tomorrow and every other day.",
    "Мы с жителями речной долины сегодня и каждый день, что бы ни случилось.",
    "Мы с жителями речной долины сегодня и каждый день!",
    "我们与河谷的人民站在一起，今天如此，每一天都如此。",
    "ما امروز و هر روز در کنار مردم دره رودخانه ایستاده‌ایم",
    "https://example.org/2 @someone",
];

var plan = BandingPlan.For(threshold: 0.7, recall: 0.999, expectedTexts: 1_000_000);
var hasher = new MinHasher(new MinHashOptions { Lanes = Math.Max(128, plan.Lanes), Seed = 1 });
Print($"plan: {plan.Bands} bands of {plan.Rows} rows, recall {plan.RecallAt(0.7):F4} at 0.7, {plan.RecallAt(0.8):F6} at 0.8");

var signatures = new uint[texts.Length][];
var keys = new uint[texts.Length][];
var normalizer = new TextNormalizer(TextProfile.Social);
for (var i = 0; i < texts.Length; i++)
{
    var comparable = Encoding.UTF8.GetString(normalizer.Normalize(Encoding.UTF8.GetBytes(texts[i]), out var flags));
    var signature = new uint[hasher.Lanes];
    if (!hasher.TrySign(texts[i], TextProfile.Social, signature))
    {
        Print($"text {i}: nothing to sign");
        continue;
    }

    signatures[i] = signature;
    keys[i] = new uint[plan.Bands];
    BandKeys.FromSignature(signature, plan, keys[i]);
    Print($"text {i}: {comparable} | flags {flags} | first lane {signature[0]:x8}, last {signature[^1]:x8} | first key {keys[i][0]:x8}, last {keys[i][^1]:x8}");
}

for (var i = 0; i < texts.Length; i++)
{
    for (var j = i + 1; j < texts.Length; j++)
    {
        if (keys[i] is not null && keys[j] is not null && keys[i].Zip(keys[j]).Any(key => key.First == key.Second))
        {
            Print($"candidates {i} and {j}: about {MinHash.EstimateJaccard(signatures[i], signatures[j]):F3}");
        }
    }
}

// UTF-8 whatever the console's encoding, so that every machine prints the same bytes.
static void Print(FormattableString line)
{
    using var output = Console.OpenStandardOutput();
    output.Write(Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture) + "\n"));
}
