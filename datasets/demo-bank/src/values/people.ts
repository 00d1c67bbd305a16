/** Whom money is sent to: given names and family names of many languages, relations, and companies that do not exist. */
import type { Random } from '@casebook/data-pipelines/random';
import { deal, type Part } from '../parts.js';

const words = (text: string) => text.trim().split(/\s+/);

const FIRST = words(`
  Anna Ben Clara David Emma Felix Greta Hannah Ian Julia Karl Lena Max Nora Oscar Paula Quentin Rosa Simon Tina Ursula Victor Wendy Xavier Yara Zoe
  Aisha Bilal Chidi Dalia Emeka Farah Gamal Hassan Ibrahim Jamila Khalid Layla Mariam Nabil Omar Priya Rahul Sanjay Tariq Usman Vikram Wafa Yusuf Zainab
  Aiko Bao Chen Daichi Eun Fang Haruto Jin Kenji Linh Mei Ngoc Ping Qiang Ren Sakura Takumi Wei Xin Yuki Zhen Minh Thuy Jisoo Hyun
  Alejandro Beatriz Carlos Diego Elena Fernando Guadalupe Hector Ines Javier Lucia Mateo Natalia Pablo Raquel Sofia Tomas Valentina Ximena
  Agnieszka Bartek Danuta Grzegorz Iwona Jakub Kasia Lukasz Magda Ondrej Petra Radek Svetlana Tomasz Vaclav Wojtek Zuzana Dmitri Olga Ivan Katya Mikhail
  Amara Babajide Chiamaka Femi Kwame Ngozi Olumide Sipho Thandi Zola Wanjiru Kofi Abena Themba
  Astrid Bjorn Dagmar Eirik Freja Gunnar Ingrid Johan Kirsten Lars Mette Nils Sven Tove
  Aoife Callum Eilidh Fergus Niamh Rhys Siobhan Angus Dylan Gareth Megan Ffion
  Giulia Marco Chiara Luca Francesca Matteo Elif Mehmet Ayse Kemal Leila Reza Shirin Dariush Eleni Nikos Yiannis Maria
  Tom Sam Kate Alex Chris Jo Lucy Mike Sarah Dan Laura Nick Rob Steve Claire Jess Matt Ellie Harry Jack`);
const LAST = words(`
  Bergmann Castillo Duarte Eriksen Fontaine Gallagher Haddad Iyer Johansson Kowalski Lindqvist Mbeki Nakamura O'Connor Pereira Quispe Rossi Schneider Tanaka
  Ueda Vasquez Weber Xu Yilmaz Zhang Adeyemi Banerjee Chaudhry Dimitriou Eze Farouk Gonzalez Huang Ivanova Jensen Kapoor Lehmann Moreau Nguyen Okafor
  Papadopoulos Rahman Sato Takahashi Usman Vogel Wang Yamamoto Zimmermann Andersson Botha Conti Dvorak Edwards Fischer Greco Hoffmann Ito Jankowski
  Khan Larsen Murphy Novak Osei Patel Quinn Ramirez Singh Thompson Ozturk Varga Williams Young Szabo Brown Campbell Davies Evans Smith-Jones McKenzie
  van\u00a0Dijk de\u00a0Vries da\u00a0Silva al-Masri MacLeod Bianchi Krishnan Suzuki Petrov Popescu Horvat Nowak`).map((name) =>
  name.replace('\u00a0', ' '),
);
const COMPANIES = `
  Hartwell Energy|Blue Fern Housing|Castleford Council|Nimbus Telecom|Greenacre Water|Oakridge Dental|Pixel & Pine|Redstone Insurance Brokers|Silver Birch Gym
  Tidewater Lettings|Umber Studios|Vantage Autos|Willowbank Nursery|Alder & Sons|Bright Path Tutors|Copper Kettle Catering|Dovetail Joinery|Elmfield School
  Fairmont Property|Glasshouse Internet|Harbour Vets|Ivy Lane Florist|Juniper Legal|Kestrel Couriers|Lakeside Nursery|Meridian Electric|Northgate Garage
  Orchard Rentals|Plumline Plumbing|Quarry Street Landlord Ltd|Rowan Accountants|Summit Broadband|Thornbury Gas|Upland Removals|Verity Cleaning`
  .split(/[|\n]/)
  .flatMap((name) => name.trim() || []);
const RELATIONS = [
  'mum',
  'my mum',
  'dad',
  'my dad',
  'my sister',
  'my brother',
  'my landlord',
  'my wife',
  'my husband',
  'my flatmate',
  'my son',
  'my daughter',
  'the landlord',
  'my roommate',
  'grandma',
  'my cleaner',
  'my boss',
  'my partner',
  'my friend',
  'the plumber',
  'the nursery',
];

const firsts = deal(FIRST, 'first names');
const lasts = deal(LAST, 'last names');
const companies = deal(COMPANIES, 'companies');
const relations = deal(RELATIONS, 'relations');

/** A payee. Kinds: `first` a given name, `full` given and family name, `company`. */
export function payee(random: Random, part: Part, variant: string): string {
  const first = random.pick(firsts[part]);
  const full = `${first} ${random.pick(lasts[part])}`;
  const company = random.pick(companies[part]);
  if (variant === 'first') return first;
  if (variant === 'full') return full;
  if (variant === 'company') return company;
  const form = random.weighted([5, 5, 2, 1.6, 0.3, 0.3]);
  return [
    first,
    full,
    company,
    random.pick(relations[part]),
    `${first} ${random.pick(lasts[part])[0]}.`,
    `${random.pick(['Mr', 'Mrs', 'Dr', 'Ms'])} ${random.pick(lasts[part])}`,
  ][form]!;
}
